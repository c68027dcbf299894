import type { Command } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { VerifyArguments } from "./actions/snapshot-verify.js";
import { COMPARISON_FORMATS, type CommonFlags, documentsOption, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

export function addSnapshotVerify(snapshot: Command, run: Run): void {
  const verify = snapshot
    .command("verify")
    .description("compare the live settings with a snapshot file, and write nothing")
    .argument("[file]", "the snapshot file (default: fullstory.snapshot.json)")
    .addOption(documentsOption())
    .option("--snapshot-max-age <length>", "how old a snapshot may be before a note says so (default: 14d)");
  withCommonFlags(verify, COMPARISON_FORMATS).action(
    (file: string | undefined, flags: CommonFlags & Omit<VerifyArguments, "file">) =>
      run(flags, COMPARISON_FORMATS, (context) => {
        const {
          verifySnapshot,
        }: typeof import("./actions/snapshot-verify.js") = require("./actions/snapshot-verify.js");
        return verifySnapshot(context, { ...flags, ...omitUndefined({ file }) });
      }),
  );
}
