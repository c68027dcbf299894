import { plural, printable, shownValue } from "../../../lib/messages/index.js";
import type { GateReport, Problem } from "../../gate/gate-report.js";
import {
  allProblems,
  directionWord,
  nameOf,
  type OpenFinding,
  openFindings,
  verdictLine,
} from "./words.js";

const MESSAGE = 4_000;

/** A report as annotations of GitHub Actions, one command a line. */
export function gateGithub(report: GateReport): string {
  const lines = [
    ...allProblems(report).map(problemCommand),
    ...openFindings(report.stacks).map(findingCommand),
    ...weakenedCommands(report),
  ];
  const level = report.verdict === "match" ? "notice" : "error";
  return `${[command(level, verdictLine(report), { title: "fullstory" }), ...lines].join("\n")}\n`;
}

interface Properties {
  readonly title: string;
  readonly location?: string;
}

/** The one place that writes a command: nothing in a value or a message can end it or begin another. */
function command(
  level: "error" | "warning" | "notice",
  message: string,
  { title, location }: Properties,
): string {
  const place = /^(.+):(\d+)$/.exec(location ?? "");
  const properties = [
    ...(place === null ? [] : [`file=${property(place[1] ?? "")}`, `line=${property(place[2] ?? "")}`]),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(message)}`;
}

/** Printable text is one line; the escapes are those of the runner's own toolkit. */
function data(text: string): string {
  const lines = text.split("\n").map(printable).join("\n").slice(0, MESSAGE);
  return lines.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function findingCommand({ stack, finding, effect }: OpenFinding): string {
  const { path, declared, live, observed, blame, because, location } = finding;
  const lines = [
    `${stack}: ${nameOf(finding)} ${path}`,
    `declared ${shownValue(declared, 400)}`,
    `live ${shownValue(live, 400)}${observed === undefined ? "" : ` (observed ${observed})`}`,
    ...(blame === undefined ? [] : [`changed ${blame}`]),
    ...(because === undefined ? [] : [`why ${because}`]),
  ];
  const what = finding.result === "not-checked" ? "not checked" : `drift, ${directionWord(finding)}`;
  const title = effect === "waived" ? `fullstory: waived, ${directionWord(finding)}` : `fullstory: ${what}`;
  const level = { fails: "error", warns: "warning", waived: "notice" } as const;
  return command(level[effect], lines.join("\n"), { title, ...(location === undefined ? {} : { location }) });
}

function problemCommand({ kind, headline, details, stack }: Problem & { readonly stack?: string }): string {
  const at = stack === undefined ? "" : `${stack}: `;
  return command("error", [`${at}${headline}`, ...details].join("\n"), { title: `fullstory: ${kind}` });
}

function weakenedCommands({ weakened }: GateReport): readonly string[] {
  if (weakened === undefined || weakened.items.length === 0) return [];
  const { items, baseline, forbidden } = weakened;
  const lines = items.slice(0, 50).map(({ kind, stack, what }) => `${kind}: ${stack}, ${what}`);
  const head = `Compared with ${baseline}, ${plural(items.length, "thing")} checked no more, or less strictly:`;
  return [
    command(forbidden ? "error" : "warning", [head, ...lines].join("\n"), { title: "fullstory: weakened" }),
  ];
}
