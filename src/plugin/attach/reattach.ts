/** The environment variable that tells Terraform of providers that run already. */
export type ReattachEnvironment = { readonly TF_REATTACH_PROVIDERS: string };

export interface AttachedAddress {
  readonly pid: number;
  /** The path of the socket. */
  readonly address: string;
}

const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

/** Names a running process for a source such as `hashicorp/null`, in Terraform's registry and in OpenTofu's. */
export function toReattach(source: string, { pid, address }: AttachedAddress): ReattachEnvironment {
  const entry = {
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: pid,
    // Terraform must not end it: other runs may be using it.
    Test: true,
    Addr: { Network: "unix", String: address },
  };
  const entries = Object.fromEntries(REGISTRIES.map((host) => [`${host}/${source}`, entry]));
  return { TF_REATTACH_PROVIDERS: JSON.stringify(entries) };
}

/** One environment that names the providers of several. */
export function joinReattach(environments: readonly ReattachEnvironment[]): ReattachEnvironment {
  const entries: readonly object[] = environments.map((each) => JSON.parse(each.TF_REATTACH_PROVIDERS));
  return { TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...entries)) };
}
