import type { Command } from "commander";
import type { Run } from "./context.js";
import { ExitCode } from "./exit-codes.js";
import { unknownWord } from "./nearest-of.js";

const SHELLS = ["bash", "zsh", "fish"] as const;

export function addCompletion(program: Command, run: Run): void {
  program
    .command("completion")
    .description(
      "print a script that completes commands and flags: source <(cdktf-fullstory completion bash)",
    )
    .argument("<shell>", SHELLS.join(", "))
    .action((shell: string) =>
      run({}, ["text"], async ({ io }) => {
        const found = SHELLS.find((each) => each === shell);
        if (found === undefined) throw unknownWord("the shell", shell, SHELLS);
        const from: typeof import("./completion-scripts.js") = require("./completion-scripts.js");
        await io.out(from.completionScript(found, program));
        return ExitCode.match;
      }),
    );
}
