import type { Command } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { DiffArguments } from "./actions/diff.js";
import { COMPARISON_FORMATS, type CommonFlags, documentsOption, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

export function addDiff(program: Command, run: Run): void {
  const command = program
    .command("diff")
    .description("what changed from A to B, by rule and entry, and what it means")
    .argument("[A]", "live, or a snapshot file (default: fullstory.snapshot.json)")
    .argument("[B]", "live, or a snapshot file (default: live)")
    .addOption(documentsOption());
  withCommonFlags(command, COMPARISON_FORMATS).action(
    (
      before: string | undefined,
      after: string | undefined,
      flags: CommonFlags & Pick<DiffArguments, "documents">,
    ) =>
      run(flags, COMPARISON_FORMATS, (context) => {
        const { diff }: typeof import("./actions/diff.js") = require("./actions/diff.js");
        const sides = omitUndefined({ before, after });
        return diff(context, { ...flags, ...sides });
      }),
  );
}
