import type { Command } from "commander";
import type { CommentArguments } from "./actions/comment.js";
import type { CommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";
import { GATE_FORMATS, withGateFlags } from "./gate-flags.js";

export function addComment(program: Command, run: Run): void {
  const command = program
    .command("comment")
    .description("print a report, and post it to a GitHub pull request or GitLab merge request")
    .argument("<file...>", "evidence files, folders that hold some, or one Markdown file")
    .option("--service <name>", "github or gitlab (default: the one whose CI this is)")
    .option("--repository <name>", "owner/name, or the GitLab project (default: the one of this CI run)")
    .option(
      "--pull-request <number>",
      "number of the pull or merge request (default: the one of this CI run)",
    )
    .option("--api-url <url>", "where the API is (default: GITHUB_API_URL or CI_API_V4_URL)")
    .option("--token-env <name>", "variable that holds the token (default: GITHUB_TOKEN or GITLAB_TOKEN)")
    .option("--author <login>", "update comments of this account only (default: the token's own)")
    .option("--id <name>", "tells this comment from others of the same account (default: the stacks)")
    .option("--allow-empty", "pass where nothing is declared");
  withGateFlags(command, "file").action(
    (files: readonly string[], flags: CommonFlags & Omit<CommentArguments, "files">) =>
      run(flags, GATE_FORMATS, (context) => {
        const { comment }: typeof import("./actions/comment.js") = require("./actions/comment.js");
        return comment(context, { ...flags, files });
      }),
  );
}
