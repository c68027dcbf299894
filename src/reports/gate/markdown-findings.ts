import { plural, remedyOf } from "../../../lib/messages/index.js";
import { endpoints } from "../../../lib/settings/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { code, directionMark, folded, inlineCode, kept } from "../shared/markdown.js";
import { type FindingView, NOT_CHECKED, viewOf } from "./finding-view.js";
import type { OpenFinding } from "./words.js";

const ROOM = { findings: 18_000, others: 4_000, why: 4_000 };
const VALUE = 240;
const EFFECTS = { fails: "", warns: ", warns only", waived: ", waived" } as const;

/**
 * A block for each finding: a line that says it plainly, and a list below. Nothing in it is wider than a phone. What
 * does not fail is folded away.
 */
export function findingBlocks(open: readonly OpenFinding[], report: GateReport): readonly string[] {
  const blocksOf = (some: readonly OpenFinding[]) =>
    some.map((each) => ["", ...blockOf(viewOf(each, report), report.stacks.length > 1)]);
  const failing = open.filter(({ effect }) => effect === "fails");
  const others = open.filter(({ effect }) => effect !== "fails");
  const summary = `${plural(others.length, "difference")} that ${others.length === 1 ? "does" : "do"} not fail`;
  return [
    ...kept(blocksOf(failing), ROOM.findings, { noun: "finding" }),
    ...folded(summary, kept(blocksOf(others), ROOM.others, { noun: "finding" })),
  ];
}

function blockOf(view: FindingView, named: boolean): readonly string[] {
  const { plain, path, document, stack, direction, effect, implied, location, correction } = view;
  const subject = plain === undefined || plain.subject === "" ? "" : `${code(plain.subject, VALUE)} `;
  const title = plain === undefined ? code(path, VALUE) : subject + plain.words;
  const place = location === undefined ? "the declaration" : code(location, 120);
  return [
    `${directionMark(direction)}${EFFECTS[effect]}: ${title}`,
    `- Setting ${code(`${document} ${path}`, VALUE)}${named ? ` in stack ${code(stack, 80)}` : ""}`,
    `- Declared ${inlineCode(view.declared(VALUE))}${implied ? " (implied by the rule)" : ""}`,
    `- Live ${inlineCode(view.live(VALUE))}`,
    ...changedLine(view),
    ...(view.note === undefined ? [] : [`- Note ${code(view.note, VALUE)}`]),
    ...(correction === undefined
      ? []
      : [`- First correct the declaration at ${place}: ${code(correction, 400)}`]),
    ...(effect === "waived" ? [] : whatToDo(view, place)),
  ];
}

function whatToDo({ correction, waiver, remedy, direction }: FindingView, place: string): readonly string[] {
  const accept = `, or accept it at ${place} in a reviewed pull request`;
  return [
    `- ${remedyWords(remedy)}${correction === undefined && direction !== "not checked" ? accept : ""}`,
    ...(waiver === undefined || waiver.length > 1_000
      ? []
      : [`- Or let it through for a while, there: ${inlineCode(waiver)}`]),
  ];
}

function changedLine({ changed, unknownChange }: FindingView): readonly string[] {
  if (changed === undefined)
    return unknownChange === undefined ? [] : [`- Changed: ${code(unknownChange, VALUE)}`];
  const { at = "at an unknown time", by, was, lasts } = changed;
  const since = lasts === undefined ? "" : `, for ${lasts}`;
  return [`- Changed ${at} by ${code(by, 120)}, was ${code(was, 120)}${since}`];
}

/** The remedies of our own endpoints as prose; any other sentence may be from anybody. */
function remedyWords(remedy: string): string {
  return OURS.has(remedy) ? remedy : code(remedy, VALUE);
}

const OURS: ReadonlySet<string> = new Set([
  ...Object.values(endpoints).map(({ where }) => remedyOf(where)),
  NOT_CHECKED,
]);

/** Each reason once, with the places that give it. */
export function whyLines(open: readonly OpenFinding[]): readonly string[] {
  const reasons = new Map<string, Set<string>>();
  for (const { finding } of open) {
    if (finding.because === undefined) continue;
    const places = reasons.get(finding.because) ?? new Set();
    if (finding.location !== undefined) places.add(finding.location);
    reasons.set(finding.because, places);
  }
  if (reasons.size === 0) return [];
  const rows = [...reasons].map(([because, places]) => {
    const at = [...places].slice(0, 3).map((place) => code(place, 120));
    return [`- ${code(because, 400)}${at.length === 0 ? "" : ` (${at.join(", ")})`}`];
  });
  return ["", "**Why it matters**", "", ...kept(rows, ROOM.why, { noun: "reason" })];
}
