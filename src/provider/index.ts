import { omitUndefined } from "../../lib/omit-undefined.js";
import { FULLSTORY_PROVIDER } from "../../lib/terraform/index.js";
import { type AttachedProvider, findPackageProgram, startAttached } from "../plugin/attach.js";

export { FULLSTORY_PROVIDER, GATE_TYPE } from "../../lib/terraform/index.js";
export { joinReattach, type ReattachEnvironment } from "../plugin/attach.js";
export type { GateRecord } from "./gate/record-read.js";

/** A running provider `fullstory`. */
export type FullstoryProviderHandle = AttachedProvider;

export interface FullstoryProviderOptions {
  /** Where the key, the host, the proxy and the like are read from. Nothing else of it is handed on. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where a relative path of a snapshot begins: the folder that Terraform runs in. @default process.cwd() */
  readonly cwd?: string;
  /** The program of the provider. @default the compiled one of this package */
  readonly program?: string;
}

/** What the provider reads of its environment; `FULLSTORY_` stands for the variables of this package. */
const HANDED_ON = new Set([
  "HTTPS_PROXY",
  "https_proxy",
  "HTTP_PROXY",
  "http_proxy",
  "NO_PROXY",
  "no_proxy",
  "NODE_EXTRA_CA_CERTS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
]);

/**
 * Starts the provider attached: Terraform uses it without installing it, and the key stands in the environment of
 * this one process, in place of Terraform's, which every other provider has too.
 */
export function startFullstoryProvider({
  env = process.env,
  cwd,
  program = findPackageProgram("dist/programs/provider.js"),
}: FullstoryProviderOptions = {}): Promise<FullstoryProviderHandle> {
  const handedOn = Object.entries(env).filter(
    ([name]) => name.startsWith("FULLSTORY_") || HANDED_ON.has(name),
  );
  return startAttached({
    program,
    source: FULLSTORY_PROVIDER,
    env: Object.fromEntries(handedOn),
    ...omitUndefined({ cwd }),
  });
}
