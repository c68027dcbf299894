import { writeSync } from "node:fs";
import type { Http2Session } from "node:http2";
import type { ProviderProgram } from "./program.js";
import { ProviderInstance } from "./provider-instance.js";
import { createSocketPath } from "./socket-folder.js";

const STDOUT = 1;

/**
 * Serves every Terraform that is told of this process in `TF_REATTACH_PROVIDERS`. Prints one line of JSON,
 * `{"pid": …, "address": "/…/socket"}`, once it listens, and ends when its standard input closes: that happens when
 * its parent ends, however that ends.
 */
export function serveAttached(program: ProviderProgram): void {
  const end = (): never => program.exit(0);
  process.stdin.on("end", end).on("error", end).resume();
  const address = createSocketPath(program.name);
  const { createGrpcServer }: typeof import("../wire/server.js") = require("../wire/server.js");
  const { serveCalls }: typeof import("./provider-service.js") = require("./provider-service.js");
  // A Terraform that has finished says so, but others may be using the process.
  const find = serveCalls({ getInstance: createInstancePerSession(program), shutDown: () => undefined });
  createGrpcServer(find).listen(address, () => {
    writeSync(STDOUT, `${JSON.stringify({ pid: process.pid, address })}\n`);
  });
}

/** Each provider that a Terraform configures has a connection of its own to the process. */
function createInstancePerSession({ load }: ProviderProgram): (session: Http2Session) => ProviderInstance {
  const instances = new WeakMap<Http2Session, ProviderInstance>();
  return (session) => {
    const known = instances.get(session);
    if (known !== undefined) return known;
    const instance = new ProviderInstance(load);
    instances.set(session, instance);
    return instance;
  };
}
