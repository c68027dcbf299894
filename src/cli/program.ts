import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { addComment } from "./comment.js";
import { addCompletion } from "./completion.js";
import type { Run } from "./context.js";
import { addDeclare } from "./declare.js";
import { addDiff } from "./diff.js";
import { addDoctor } from "./doctor.js";
import { addGate } from "./gate.js";
import { addHistory } from "./history.js";
import { addInit } from "./init.js";
import { USUAL_WIDTH } from "./io.js";
import { addProvider } from "./provider-install.js";
import { addReport } from "./report.js";
import { addSimulate } from "./simulate.js";
import { addSnapshotUpdate } from "./snapshot-update.js";
import { addSnapshotVerify } from "./snapshot-verify.js";

/** How a command adds itself. */
type Add = (program: Command, run: Run) => void;

const commands: readonly Add[] = [
  addInit,
  addGate,
  addReport,
  addComment,
  addSnapshot,
  addDiff,
  addHistory,
  addDeclare,
  addDoctor,
  addProvider,
  addSimulate,
  addCompletion,
];

/** The whole command line. Building it loads no command's work, so that help is quick. */
export function createProgram(run: Run): Command {
  const program = new Command("cdktf-fullstory")
    .description("Fullstory recording settings as code: gate deploys, snapshot settings, see what changed.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError(false)
    .exitOverride()
    // What is wrong is told in one place, like every other error.
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ minWidthToWrap: 20 })
    .addHelpText("after", ({ command }) => {
      const help = command.createHelp();
      help.prepareContext({ helpWidth: process.stdout.columns || USUAL_WIDTH });
      return EXIT_CODES.map((line) => `\n${help.boxWrap(line, help.helpWidth ?? USUAL_WIDTH)}`).join("");
    });
  for (const add of commands) add(program, run);
  return program;
}

const EXIT_CODES = [
  "Exit codes: 0 match, 1 could not decide, 2 drift, 130 interrupted.",
  "Flags win over the environment, and that over fullstory.config.json in the working directory.",
];

function addSnapshot(program: Command, run: Run): void {
  const snapshot = program
    .command("snapshot")
    .description("write or verify the snapshot file of an org's settings");
  addSnapshotUpdate(snapshot, run);
  addSnapshotVerify(snapshot, run);
}

/** The version of the package that this file belongs to, compiled or not. */
function version(): string {
  for (let dir = __dirname; ; dir = dirname(dir)) {
    try {
      const body: unknown = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
      if (typeof body === "object" && body !== null && "version" in body) return String(body.version);
    } catch {
      // Not here: one directory up.
    }
    if (dir === dirname(dir)) return "unknown";
  }
}
