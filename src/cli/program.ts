import { Command } from "commander";
import { VERSION } from "../../lib/version.js";
import type { Run } from "./context.js";
import { addGateCommands } from "./gate-commands.js";
import { USUAL_WIDTH } from "./io.js";
import { addInit, addSettingsCommands } from "./settings-commands.js";
import { addToolCommands } from "./tool-commands.js";

/** The whole command line. Building it loads no command's work, so that help is quick. */
export function createProgram(run: Run): Command {
  const program = new Command("cdktf-fullstory")
    .description("Fullstory recording settings as code: gate deploys, snapshot settings, see what changed.")
    .version(VERSION, "-V, --version", "print the version")
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
  for (const add of [addInit, addGateCommands, addSettingsCommands, addToolCommands]) add(program, run);
  return program;
}

const EXIT_CODES = [
  "Exit codes: 0 match, 1 could not decide, 2 drift, 130 interrupted.",
  "Flags win over the environment, and that over fullstory.config.json in the working directory.",
];
