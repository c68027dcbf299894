import { appendFileSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { readRegularFile } from "../../../lib/snapshot/files.js";
import { cutBody, markBody, type Posted, post, resolveTarget, type Target } from "../../comment/index.js";
import { renderGateMarkdown } from "../../reports/gate/markdown.js";
import { sanitizeLines } from "../../reports/shared/shown.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { readOneOf, readVariableName, UsageError } from "../usage-error.js";
import { deliver, renderReport } from "./deliver.js";
import { type EvidenceArguments, readEvidence } from "./report.js";

export interface CommentArguments extends EvidenceArguments {
  readonly service?: string;
  readonly apiUrl?: string;
  readonly repository?: string;
  readonly pullRequest?: string;
  readonly tokenEnv?: string;
  readonly author?: string;
  readonly id?: string;
}

const MAX_MARKDOWN_BYTES = 4 * 1024 * 1024;
/** GitHub takes 1 MiB from each step, in bytes. */
const MAX_SUMMARY = 250_000;
const SERVICES = ["github", "gitlab"] as const;

/** A report, as it is printed and as it is posted. */
interface Told {
  readonly shown: string;
  readonly markdown: string;
  readonly exitCode: ExitCode;
}

/** Prints a report, then posts it. A comment that cannot be posted is an error, and the report is printed all the same. */
export async function runComment(context: Context, given: CommentArguments): Promise<ExitCode> {
  const { settings, io, signal } = context;
  const id = readId(given.id);
  const told = readReport(context, given);
  await deliver(context, told.shown);
  writeSummary(context, told.markdown);
  const target = readTarget(context, given);
  const { timeoutMs, deadlineMs } = settings.config;
  const progress = new Progress(context);
  progress.say(`posting the comment to ${target.service}`);
  const done = await post({
    target,
    comment: markBody(told.markdown, id),
    ...omitUndefined({ author: given.author, timeoutMs, deadlineMs }),
    signal,
  }).finally(() => progress.end());
  if (!settings.quiet) io.note(done === undefined ? GONE : describeDone(target, done));
  return told.exitCode;
}

const GONE = "note: no open pull request has this commit as its last one any more, so nothing was posted";

function describeDone(
  { service, repository }: Target,
  { posted, number }: { posted: Posted; number: number },
): string {
  const mark = service === "github" ? "#" : "!";
  const words = { created: "posted", updated: "updated", unchanged: "left as it is:" }[posted];
  return `note: the comment was ${words} ${posted === "unchanged" ? "it says the same, " : ""}at ${repository}${mark}${number}`;
}

function readReport(context: Context, given: CommentArguments): Told {
  const { directory } = context;
  const [first = ""] = given.files;
  if (given.files.some((file) => /\.(?:md|markdown)$/i.test(file))) {
    if (given.files.length > 1 || given.baseline !== undefined)
      throw new UsageError(
        "a Markdown file was given beside something else",
        "Give one Markdown file alone, or evidence files.",
      );
    const markdown = readRegularFile(first, { directory, anywhere: true, maxBytes: MAX_MARKDOWN_BYTES });
    if (markdown.trim() === "") throw new UsageError(`${first} is empty`, "Give a report.");
    return { shown: `${sanitizeLines(markdown.trimEnd())}\n`, markdown, exitCode: ExitCode.match };
  }
  const result = readEvidence(context, given, () => "reading the evidence");
  return {
    shown: renderReport(context, result),
    markdown: renderGateMarkdown(result),
    exitCode: ExitCode[result.verdict],
  };
}

/** The page of a workflow's run, which needs no token. */
function writeSummary({ env, io }: Context, markdown: string): void {
  const path = env["GITHUB_STEP_SUMMARY"]?.trim() ?? "";
  if (path === "") return;
  try {
    appendFileSync(path, cutBody(markdown, MAX_SUMMARY));
  } catch {
    io.note("warning: the file that GITHUB_STEP_SUMMARY names cannot be written");
  }
}

function readTarget({ env, directory }: Context, given: CommentArguments): Target {
  const { service, apiUrl, repository, pullRequest, tokenEnv } = given;
  const from = service === undefined ? {} : { service: readOneOf("the service", service, SERVICES) };
  if (pullRequest !== undefined && !/^[1-9]\d{0,9}$/.test(pullRequest))
    throw new UsageError("--pull-request takes a number", "Give the number that stands behind # or !.");
  const request = {
    ...from,
    ...omitUndefined({ apiUrl, repository }),
    ...(pullRequest === undefined ? {} : { number: Number(pullRequest) }),
    ...(tokenEnv === undefined ? {} : { tokenEnv: readVariableName("--token-env", tokenEnv, "token") }),
  };
  return resolveTarget(request, { env, readEvent: (path) => readEvent(resolve(directory, path)) });
}

/** The runner writes it. One that cannot be read says nothing, and then a flag must. */
function readEvent(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function readId(id: string | undefined): string | undefined {
  if (id === undefined || (/^[\w.,-]{1,100}$/.test(id) && !id.includes("--"))) return id;
  throw new UsageError(
    "--id takes letters, digits, dots, commas, underscores and single dashes",
    "Give a short name, such as the app's.",
  );
}
