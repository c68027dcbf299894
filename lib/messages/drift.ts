import type { Finding } from "../settings/compare/finding.js";
import { type Dialect, typescriptDialect } from "./dialect.js";
import { type DriftAdvice, renderAdvice, renderShortAdvice } from "./drift-advice.js";
import { getTag, renderHeadline, renderInOneLine } from "./finding-line.js";
import { clip, fitLead, formatMinute, labelLine, pluralize, showValue } from "./lines.js";
import { sanitize } from "./sanitize.js";

/** Who changed a setting, when, from what. */
export interface Blame {
  /** One line: `2026-11-21 16:02 UTC by d***@ternanddale.example, was ALL_SESSIONS`, or why nobody knows. */
  readonly text: string;
  /** The same with the person masked, whatever the message shows. */
  readonly evidence: string;
  /** The instant of the change, where the history tells it. */
  readonly at?: string;
  /** Who changed it, masked. */
  readonly by?: string;
  /** What was there before, as a person reads it. */
  readonly was?: string;
}

/** A field that differs, and how much room its message has. */
export interface DriftInput {
  /** The document with its platform: `features (mobile)`. */
  readonly document: string;
  readonly field: string;
  /** Loosened first. At least one. */
  readonly findings: readonly Finding[];
  readonly items?: { readonly declared: number; readonly matching: number };
  /** What the items of the list are called. */
  readonly noun: string;
  readonly org?: string;
  readonly readAt: string;
  /** What was read where it was not live settings: the snapshot's path, or `documents`. */
  readonly source?: string;
  readonly because?: string;
  readonly blame: ReadonlyMap<string, Blame>;
  /** `file:line` of the declaration. */
  readonly location?: string;
  /** What to do in Fullstory, as one sentence without its stop. */
  readonly remedy: string;
  readonly evidence?: string;
  /** A date for the waiver that is offered. */
  readonly waiverUntil: string;
  /** A waiver that names the path with another digest. */
  readonly outdatedWaivers: ReadonlySet<string>;
  /** Whether the field is a list, so that a waiver for it must say that it is for the whole of it. */
  readonly isList: boolean;
  /** The language of the declaration. @default TypeScript */
  readonly dialect?: Dialect;
  readonly budget: Budget;
}

/** How much room a message has. */
export interface Budget {
  /** How many findings may be shown in full; with none, what happened is told in a line. */
  readonly full: number;
  /** How many lines there are in all; what cannot be left out is shown all the same. */
  readonly lines: number;
  /** Whether a worse field of the same document says at length what can be done. */
  readonly brief?: boolean;
}

/** The message of a field that differs. */
export function renderDrift(input: DriftInput): string {
  const [worst] = input.findings;
  if (worst === undefined) throw new RangeError("a drift message needs a finding");
  const spelled = spellFinding(worst, input);
  const first = fitLead("drift", (room) => renderHeadline(spelled, room), getTag(worst).toUpperCase());
  if (input.budget.lines === 1) return renderAlone(spelled, input);
  if (input.budget.full === 0) return renderInShort(first, worst, input);
  const head = [first, ""];
  const org = input.org === undefined ? "" : `${sanitize(input.org)}, `;
  const source = input.source === undefined ? "" : ` from ${sanitize(input.source)}`;
  head.push(
    labelLine(
      input.org === undefined ? "Read" : "Org",
      `${org}${input.org === undefined ? "" : "read "}${formatMinute(input.readAt)}${source}`,
    ),
  );
  const full = input.findings.slice(0, input.budget.full);
  full.forEach((finding, index) => {
    if (index > 0) head.push("");
    head.push(...renderInFull(finding, input));
  });
  if (input.because !== undefined) head.push(labelLine("Why", clip(sanitize(input.because), 400)));
  const foot =
    input.budget.brief === true
      ? renderShortAdvice(full, buildAdvice(input))
      : renderAdvice(full, buildAdvice(input));
  const counted =
    input.items === undefined
      ? []
      : [
          "",
          `  ${input.items.matching} of ${pluralize(input.items.declared, `declared ${input.noun}`)} match${input.items.declared === 1 ? "es" : ""}.`,
        ];
  const room = input.budget.lines - head.length - counted.length - foot.length;
  return [...head, ...renderRest(input.findings.slice(full.length), input, room), ...counted, ...foot].join(
    "\n",
  );
}

/** A message of one line with document and path. The path is shortened where both do not fit. */
function renderAlone(finding: Finding, input: DriftInput): string {
  const at = ` in ${sanitize(input.document)}`;
  return fitLead(
    "drift",
    (room) => renderHeadline(finding, room - at.length) + at,
    getTag(finding).toUpperCase(),
  );
}

/** A field that is none of the worst: its first difference in a line, and the others as far as there is room. */
function renderInShort(first: string, worst: Finding, input: DriftInput): string {
  const at = input.location === undefined ? "" : `, declared at ${sanitize(input.location)}`;
  const lines = [
    first,
    "",
    labelLine(
      "In short",
      `${renderInOneLine(spellFinding(worst, input))}    (in ${sanitize(input.document)}, observed ${worst.observed}${at})`,
    ),
  ];
  return [...lines, ...renderRest(input.findings.slice(1), input, input.budget.lines - lines.length)].join(
    "\n",
  );
}

function renderInFull(finding: Finding, input: DriftInput): string[] {
  const spelled = spellFinding(finding, input);
  const implied = finding.implied ? "    (not written: what a rule implies)" : "";
  const lines = [
    labelLine("Field", `${clip(sanitize(spelled.path), 200)}    (in ${sanitize(input.document)})`),
  ];
  if (finding.declared !== undefined)
    lines.push(labelLine("Declared", showValue(finding.declared) + implied));
  else lines.push(labelLine("Declared", "nothing"));
  lines.push(labelLine("Live", `${showValue(finding.live)}    (observed ${finding.observed})`));
  if (spelled.note !== undefined) lines.push(labelLine("Note", clip(sanitize(spelled.note), 200)));
  if (input.outdatedWaivers.has(finding.path)) {
    lines.push(
      labelLine(
        "Waiver",
        "one names this path, but it was written for another finding: declared or live has changed since",
      ),
    );
  }
  const blame = input.blame.get(finding.path);
  if (blame !== undefined) lines.push(labelLine("Changed", clip(sanitize(blame.text), 300)));
  return lines;
}

/** The other findings, one line each, as far as there is room. */
function renderRest(findings: readonly Finding[], input: DriftInput, room: number): string[] {
  if (findings.length === 0) return [];
  const field = getDialect(input).spellPath(input.field);
  const more = pluralize(findings.length, "more difference");
  if (room < 4) return ["", `  And ${more} in ${field}: ${findings.length} left out.`];
  const shown = findings.length <= room - 2 ? findings : findings.slice(0, room - 3);
  const lines = ["", `  ${more} in ${field}, loosened first:`];
  for (const finding of shown)
    lines.push(`    - ${getTag(finding).padEnd(12)}${renderInOneLine(spellFinding(finding, input))}`);
  const left = findings.length - shown.length;
  if (left > 0) lines.push(`    - ${left} left out`);
  return lines;
}

/** A finding whose path and note read as the declaration spells them. */
function spellFinding(finding: Finding, input: DriftInput): Finding {
  const { spellPath, spellWords } = getDialect(input);
  const note = finding.note === undefined ? {} : { note: spellWords(finding.note) };
  return { ...finding, path: spellPath(finding.path), ...note };
}

function getDialect({ dialect = typescriptDialect }: DriftInput): Dialect {
  return dialect;
}

function buildAdvice(input: DriftInput): DriftAdvice {
  return { ...input, dialect: getDialect(input) };
}
