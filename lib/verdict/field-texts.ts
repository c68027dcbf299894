import type { Budget } from "../messages/index.js";
import { compareSeverity } from "../settings/compare/compare.js";
import type { Finding } from "../settings/compare/finding.js";
import type { FieldVerdict } from "./evaluate.js";

const FULL_FINDINGS = 3;
const LINES = 60;

/** The message of one declared field. */
export interface FieldText {
  readonly verdict: FieldVerdict;
  readonly text: string;
}

/** Writes the message of a field that differs, in the room that it is given. */
export type WriteField = (verdict: FieldVerdict, budget: Budget) => string;

/**
 * The messages of the fields that fail or warn, the worst field first. The three worst findings of a document are
 * shown in full, and all messages together keep to sixty lines.
 */
export function renderFieldTexts(fields: readonly FieldVerdict[], write: WriteField): readonly FieldText[] {
  const failing = fields.filter((verdict) => listOpen(verdict).length > 0).sort(compareWorst);
  return shareRoom(failing, write).map(({ verdict, budget }) => ({ verdict, text: write(verdict, budget) }));
}

/** The findings of a field that no waiver lets through. */
export function listOpen({ remaining, tolerated }: FieldVerdict): readonly Finding[] {
  return [...remaining, ...tolerated];
}

function compareWorst(a: FieldVerdict, b: FieldVerdict): number {
  const [first] = listOpen(a);
  const [second] = listOpen(b);
  return first === undefined || second === undefined ? 0 : compareSeverity(first, second);
}

function shareRoom(
  failing: readonly FieldVerdict[],
  write: WriteField,
): readonly { verdict: FieldVerdict; budget: Budget }[] {
  const worst = new Set(failing.flatMap(listOpen).sort(compareSeverity).slice(0, FULL_FINDINGS));
  const shares = failing.map((verdict, index) => ({
    verdict,
    full: listOpen(verdict).filter((finding) => worst.has(finding)).length,
    brief: index > 0,
  }));
  const least = shares.map(({ verdict, full, brief }) =>
    countLines(write(verdict, { full, lines: 0, brief })),
  );
  const tooMany = sum(least) > LINES;
  const needed = least.map((lines, index) => (tooMany && shares[index]?.full === 0 ? 1 : lines));
  let left = LINES - sum(needed);
  return shares.map(({ verdict, full, brief }, index) => {
    const lines = needed[index] ?? 0;
    if (lines === 1) return { verdict, budget: { full, lines, brief } };
    // One line for each further finding, where the shortest form has one for all of them.
    const more = Math.min(Math.max(0, left), Math.max(0, listOpen(verdict).length - Math.max(1, full)));
    left -= more;
    return { verdict, budget: { full, lines: lines + more, brief } };
  });
}

function countLines(text: string): number {
  return text.split("\n").length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
