import type { Finding } from "../settings/compare/finding.js";
import type { Direction } from "../settings/model/field.js";
import { clip, showValue } from "./lines.js";
import { sanitize } from "./sanitize.js";

const TAGS: Readonly<Record<Direction, string>> = {
  loosened: "LOOSENED",
  unclear: "UNCLEAR",
  tightened: "tightened",
};

export function getTag(finding: Finding): string {
  return finding.direction === undefined ? "NOT CHECKED" : TAGS[finding.direction];
}

/** What happened, in as few words as there is room for; the path is what gives way. */
export function renderHeadline(finding: Finding, room: number): string {
  const nobody = finding.result === "differs" && protectsNobody(finding);
  const rule = parseRuleName(finding.path);
  const words = " is there but protects no session";
  const [before, at, after] = nobody
    ? ["rule ", rule, rule.length + words.length + 5 <= room ? words : " protects no session"]
    : ["", finding.path, finding.result === "not-checked" ? " could not be checked" : HAPPENED[finding.kind]];
  return before + clip(sanitize(at), room - before.length - after.length) + after;
}

const HAPPENED: Readonly<Record<Finding["kind"], string>> = {
  value: " differs",
  matcher: " differs",
  unknown: " differs",
  missing: " is gone",
  extra: " is live, not declared",
  order: " has another order",
  "weaker-twin": " has a weaker twin",
};

function protectsNobody(finding: Finding): boolean {
  return /\.scope$/.test(finding.path) && finding.live === '"NO_SESSIONS"';
}

function parseRuleName(path: string): string {
  return /\[(.*)\]\.scope$/.exec(path)?.[1] ?? path;
}

/** A finding in one line. */
export function renderInOneLine(finding: Finding): string {
  const at = clip(sanitize(finding.path), 90);
  switch (finding.kind) {
    case "missing":
      return `${at} is declared, not live`;
    case "extra":
      return `${at} is live, not declared`;
    case "order":
    case "weaker-twin":
    case "unknown":
      return `${at}: ${clip(sanitize(finding.note ?? "not decided"), 120)}`;
    default:
      return `${at}: declared ${showValue(finding.declared, 60)}, live ${showValue(finding.live, 60)}`;
  }
}
