import type { Command } from "commander";
import {
  comparisonFormats,
  doctorFormats,
  type Format,
  historyFormats,
  listFormats,
} from "../reports/formats.js";
import {
  createDocumentsFlag,
  createRepeatable,
  runCommand,
  withAccessFlags,
  withCommonFlags,
} from "./command.js";
import type { Run } from "./context.js";

export function addInit(program: Command, run: Run): void {
  const init = program
    .command("init")
    .description("set a project up: declaration, snapshot, app, pipelines; changes no file that is there")
    .option("--dry-run", "write nothing, and show every file and what would differ")
    .option("--offline", "read no org: a declaration to begin with, and no snapshot")
    .option("--stack <name>", "name of the stack (default: recording-settings in a new app)")
    .option("--ci <name>", "github, gitlab or none (default: gitlab beside .gitlab-ci.yml, else github)")
    .addOption(createRepeatable("--allow-host <host>", "send the key to this host too; may be repeated"))
    .option("--expect-org <id>", "fail unless the key belongs to this org");
  runCommand(init, run, {
    flags: withAccessFlags,
    load: () => (require("./actions/init.js") as typeof import("./actions/init.js")).runInit,
  });
}

/** The commands that read an org's settings. */
export function addSettingsCommands(program: Command, run: Run): void {
  addSnapshot(program, run);

  const diff = program
    .command("diff")
    .description("what changed from A to B, by rule and entry, and what it means")
    .argument("[A]", "live, or a snapshot file (default: fullstory.snapshot.json)")
    .argument("[B]", "live, or a snapshot file (default: live)")
    .addOption(createDocumentsFlag());
  runCommand(diff, run, {
    flags: withCommonFlags,
    formats: listFormats(comparisonFormats),
    names: ["before", "after"],
    load: () => (require("./actions/diff.js") as typeof import("./actions/diff.js")).runDiff,
  });

  const history = program
    .command("history")
    .description(
      "who changed what and when, newest first, and what it means; --output json is one object a line",
    )
    .argument(
      "[endpoint]",
      "blocking, domain, features, geo, privacy, targeting, domain.web, ... (default: all)",
    )
    .option("--since <when>", "a day or an instant, 2026-11-20 or 2026-11-20T16:02:00Z")
    .option("--until <when>", "a day, to its end, or an instant")
    .option("--field <path>", 'only changes of this field, such as recordGeoMode or elementBlocks[".tax-id"]')
    .option("--limit <count>", "versions to show at most (default: all)")
    .option("--show-actors", "show people in full, on a terminal only");
  runCommand(history, run, {
    flags: withCommonFlags,
    formats: listFormats(historyFormats),
    names: ["endpoint"],
    load: () => (require("./actions/history.js") as typeof import("./actions/history.js")).runHistory,
  });

  const declare = program
    .command("declare")
    .description("the live settings as a TypeScript FullstoryGate declaration, or as HCL, to begin with")
    .option("--hcl", "write a gate of the Terraform provider instead of TypeScript")
    .addOption(createDocumentsFlag())
    .option("--include-identifiers", "write the ids of blocked users: personal data")
    .option("--include-people", "write who changed settings last, as comments: personal data")
    .option("--include-notes", "declare notes and labels");
  runCommand(declare, run, {
    flags: withCommonFlags,
    load: () => (require("./actions/declare.js") as typeof import("./actions/declare.js")).runDeclare,
  });

  const doctor = program
    .command("doctor")
    .description("whether anything would keep a gate from deciding, and what to do about it")
    .addOption(createDocumentsFlag());
  runCommand(doctor, run, {
    flags: withCommonFlags,
    formats: listFormats(doctorFormats),
    load: () => (require("./actions/doctor.js") as typeof import("./actions/doctor.js")).runDoctor,
  });
}

const UPDATE_FORMATS: readonly Format[] = ["text", "json", "markdown"];

function addSnapshot(program: Command, run: Run): void {
  const snapshot = program
    .command("snapshot")
    .description("write or verify the snapshot file of an org's settings");

  const update = snapshot
    .command("update")
    .description("write the live settings into a snapshot file, where they changed or its day is due")
    .argument("[file]", "the snapshot file, as --out (default: fullstory.snapshot.json)")
    .addOption(createDocumentsFlag())
    .option(
      "--snapshot-max-age <length>",
      "how old a snapshot may be; its day is renewed after a quarter (default: 14d)",
    )
    .option("--include-notes", "keep notes and labels")
    .option("--mask-addresses", "keep IP addresses as digests only");
  runCommand(update, run, {
    flags: withCommonFlags,
    formats: UPDATE_FORMATS,
    names: ["file"],
    load: () =>
      (require("./actions/snapshot-update.js") as typeof import("./actions/snapshot-update.js"))
        .runSnapshotUpdate,
  });

  const verify = snapshot
    .command("verify")
    .description("compare the live settings with a snapshot file, and write nothing")
    .argument("[file]", "the snapshot file (default: fullstory.snapshot.json)")
    .addOption(createDocumentsFlag())
    .option("--snapshot-max-age <length>", "how old a snapshot may be before a note says so (default: 14d)");
  runCommand(verify, run, {
    flags: withCommonFlags,
    formats: listFormats(comparisonFormats),
    names: ["file"],
    load: () =>
      (require("./actions/snapshot-verify.js") as typeof import("./actions/snapshot-verify.js"))
        .runSnapshotVerify,
  });
}
