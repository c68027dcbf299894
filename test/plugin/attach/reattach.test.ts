import { toReattach } from "../../../src/plugin/attach.js";

const entry = (pid: number, address: string) => ({
  Protocol: "grpc",
  ProtocolVersion: 6,
  Pid: pid,
  Test: true,
  Addr: { Network: "unix", String: address },
});

test("The environment names a running provider for both registries.", () => {
  const { TF_REATTACH_PROVIDERS } = toReattach("hashicorp/null", { pid: 1, address: "/a" });
  expect(JSON.parse(TF_REATTACH_PROVIDERS)).toEqual({
    "registry.terraform.io/hashicorp/null": entry(1, "/a"),
    "registry.opentofu.org/hashicorp/null": entry(1, "/a"),
  });
});
