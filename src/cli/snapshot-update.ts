import type { Command } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { UpdateArguments } from "./actions/snapshot-update.js";
import { type CommonFlags, documentsOption, type Format, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

const FORMATS: readonly Format[] = ["text", "json", "markdown"];

export function addSnapshotUpdate(snapshot: Command, run: Run): void {
  const update = snapshot
    .command("update")
    .description("write the live settings into a snapshot file, where they changed or its day is due")
    .argument("[file]", "the snapshot file, as --out (default: fullstory.snapshot.json)")
    .addOption(documentsOption())
    .option(
      "--snapshot-max-age <length>",
      "how old a snapshot may be; its day is renewed after a quarter (default: 14d)",
    )
    .option("--include-notes", "keep notes and labels")
    .option("--mask-addresses", "keep IP addresses as digests only");
  withCommonFlags(update, FORMATS).action(
    (file: string | undefined, flags: CommonFlags & Omit<UpdateArguments, "file">) =>
      run(flags, FORMATS, (context) => {
        const {
          updateSnapshot,
        }: typeof import("./actions/snapshot-update.js") = require("./actions/snapshot-update.js");
        return updateSnapshot(context, { ...flags, ...omitUndefined({ file }) });
      }),
  );
}
