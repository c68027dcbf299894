import { spawnSync } from "node:child_process";
import { renderCompletionScript } from "../../src/cli/completion-scripts.js";
import { createProgram } from "../../src/cli/program.js";

const program = createProgram(async () => undefined);
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;

/** What bash offers for a line, of which the last word is unfinished. */
function offered(...words: readonly string[]): readonly string[] {
  const line = ["cdktf-fullstory", ...words].map((word) => `"${word}"`).join(" ");
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _cdktf_fullstory; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${renderCompletionScript("bash", program)}\n${ask}`], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

/** Where there is no bash, nobody completes with it, and only the scripts' words are looked at below. */
if (hasBash)
  describe("bash completes", () => {
    test("commands", () => {
      expect(offered("sn")).toEqual(["snapshot"]);
      expect(offered("")).toEqual(expect.arrayContaining(["gate", "report", "completion"]));
    });

    test("commands below a command, and their flags", () => {
      expect(offered("snapshot", "v")).toEqual(["verify"]);
      expect(offered("snapshot", "verify", "--snapshot-m")).toEqual(["--snapshot-max-age"]);
      expect(offered("gate", "--no-w")).toEqual(["--no-weaken"]);
    });
  });

test("every command and flag is in each script", () => {
  const flags = program.commands.flatMap((command) => command.options.flatMap(({ long }) => long ?? []));
  for (const shell of ["bash", "zsh", "fish"] as const) {
    const script = renderCompletionScript(shell, program);
    for (const command of program.commands) expect(script).toContain(command.name());
    for (const flag of flags) expect(script).toContain(flag.slice(2));
  }
});
