import type { Finding } from "../settings/compare/finding.js";
import { type Dialect, typescriptDialect } from "./dialect.js";
import { type DriftAdvice, whatToDo, whatToDoInShort } from "./drift-advice.js";
import { headline, oneLine, tagOf } from "./finding-line.js";
import { clip, labelled, minute, plural, shownValue, titled } from "./lines.js";
import { printable } from "./printable.js";

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
export function driftMessage(input: DriftInput): string {
  const [worst] = input.findings;
  if (worst === undefined) throw new RangeError("a drift message needs a finding");
  const spelled = spelledIn(worst, input);
  const first = titled("drift", (room) => headline(spelled, room), tagOf(worst).toUpperCase());
  if (input.budget.lines === 1) return alone(spelled, input);
  if (input.budget.full === 0) return inShort(first, worst, input);
  const head = [first, ""];
  const org = input.org === undefined ? "" : `${printable(input.org)}, `;
  const source = input.source === undefined ? "" : ` from ${printable(input.source)}`;
  head.push(
    labelled(
      input.org === undefined ? "Read" : "Org",
      `${org}${input.org === undefined ? "" : "read "}${minute(input.readAt)}${source}`,
    ),
  );
  const full = input.findings.slice(0, input.budget.full);
  full.forEach((finding, index) => {
    if (index > 0) head.push("");
    head.push(...inFull(finding, input));
  });
  if (input.because !== undefined) head.push(labelled("Why", clip(printable(input.because), 400)));
  const foot =
    input.budget.brief === true ? whatToDoInShort(full, adviceFor(input)) : whatToDo(full, adviceFor(input));
  const counted =
    input.items === undefined
      ? []
      : [
          "",
          `  ${input.items.matching} of ${plural(input.items.declared, `declared ${input.noun}`)} match${input.items.declared === 1 ? "es" : ""}.`,
        ];
  const room = input.budget.lines - head.length - counted.length - foot.length;
  return [...head, ...rest(input.findings.slice(full.length), input, room), ...counted, ...foot].join("\n");
}

/** A message of one line with document and path. The path is shortened where both do not fit. */
function alone(finding: Finding, input: DriftInput): string {
  const at = ` in ${printable(input.document)}`;
  return titled("drift", (room) => headline(finding, room - at.length) + at, tagOf(finding).toUpperCase());
}

/** A field that is none of the worst: its first difference in a line, and the others as far as there is room. */
function inShort(first: string, worst: Finding, input: DriftInput): string {
  const at = input.location === undefined ? "" : `, declared at ${printable(input.location)}`;
  const lines = [
    first,
    "",
    labelled(
      "In short",
      `${oneLine(spelledIn(worst, input))}    (in ${printable(input.document)}, observed ${worst.observed}${at})`,
    ),
  ];
  return [...lines, ...rest(input.findings.slice(1), input, input.budget.lines - lines.length)].join("\n");
}

function inFull(finding: Finding, input: DriftInput): string[] {
  const spelled = spelledIn(finding, input);
  const implied = finding.implied ? "    (not written: what a rule implies)" : "";
  const lines = [
    labelled("Field", `${clip(printable(spelled.path), 200)}    (in ${printable(input.document)})`),
  ];
  if (finding.declared !== undefined)
    lines.push(labelled("Declared", shownValue(finding.declared) + implied));
  else lines.push(labelled("Declared", "nothing"));
  lines.push(labelled("Live", `${shownValue(finding.live)}    (observed ${finding.observed})`));
  if (spelled.note !== undefined) lines.push(labelled("Note", clip(printable(spelled.note), 200)));
  if (input.outdatedWaivers.has(finding.path)) {
    lines.push(
      labelled(
        "Waiver",
        "one names this path, but it was written for another finding: declared or live has changed since",
      ),
    );
  }
  const blame = input.blame.get(finding.path);
  if (blame !== undefined) lines.push(labelled("Changed", clip(printable(blame.text), 300)));
  return lines;
}

/** The other findings, one line each, as far as there is room. */
function rest(findings: readonly Finding[], input: DriftInput, room: number): string[] {
  if (findings.length === 0) return [];
  const field = dialectOf(input).path(input.field);
  const more = plural(findings.length, "more difference");
  if (room < 4) return ["", `  And ${more} in ${field}: ${findings.length} left out.`];
  const shown = findings.length <= room - 2 ? findings : findings.slice(0, room - 3);
  const lines = ["", `  ${more} in ${field}, loosened first:`];
  for (const finding of shown)
    lines.push(`    - ${tagOf(finding).padEnd(12)}${oneLine(spelledIn(finding, input))}`);
  const left = findings.length - shown.length;
  if (left > 0) lines.push(`    - ${left} left out`);
  return lines;
}

/** A finding whose path and note read as the declaration spells them. */
function spelledIn(finding: Finding, input: DriftInput): Finding {
  const { path, words } = dialectOf(input);
  const note = finding.note === undefined ? {} : { note: words(finding.note) };
  return { ...finding, path: path(finding.path), ...note };
}

function dialectOf({ dialect = typescriptDialect }: DriftInput): Dialect {
  return dialect;
}

function adviceFor(input: DriftInput): DriftAdvice {
  return { ...input, dialect: dialectOf(input) };
}
