import type { Command } from "commander";
import type { SimulateArguments } from "./actions/simulate.js";
import type { Run } from "./context.js";

export function addSimulate(program: Command, run: Run): void {
  program
    .command("simulate")
    .description("a Fullstory API on this machine, for trying things out; Ctrl-C stops it")
    .option("--port <number>", "TCP port to listen at (default: any free one)")
    .option("--host <address>", "address to listen at (default: 127.0.0.1)")
    .option("--standard-key-reads-privacy", "let the standard key read privacy and its history")
    .option("--latency-ms <number>", "wait so many milliseconds before every answer (default: 0)")
    .option("--exit-with-stdin", "stop when stdin closes")
    .option("--quiet", "print nothing on stderr")
    .action((given: SimulateArguments) =>
      run({}, ["text"], (context) => {
        const { simulate }: typeof import("./actions/simulate.js") = require("./actions/simulate.js");
        return simulate(context, given);
      }),
    );
}
