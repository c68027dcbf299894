import { joinReattach, reattachEnvironment } from "../../../src/plugin/attach.js";

const entry = (pid: number, address: string) => ({
  Protocol: "grpc",
  ProtocolVersion: 6,
  Pid: pid,
  Test: true,
  Addr: { Network: "unix", String: address },
});

test("The environment of several providers names each of them, for both registries.", () => {
  const joined = joinReattach([
    reattachEnvironment("hashicorp/null", { pid: 1, address: "/a" }),
    reattachEnvironment("acme/example", { pid: 2, address: "/b" }),
  ]);
  expect(JSON.parse(joined.TF_REATTACH_PROVIDERS)).toEqual({
    "registry.terraform.io/hashicorp/null": entry(1, "/a"),
    "registry.opentofu.org/hashicorp/null": entry(1, "/a"),
    "registry.terraform.io/acme/example": entry(2, "/b"),
    "registry.opentofu.org/acme/example": entry(2, "/b"),
  });
});
