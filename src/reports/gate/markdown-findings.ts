import { describeRemedy, pluralize } from "../../../lib/messages/index.js";
import { endpoints } from "../../../lib/settings/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { fitBlocks, fold, markDirection, quoteCode, toCode } from "../shared/markdown.js";
import { type FindingView, NOT_CHECKED, toView } from "./finding-view.js";
import type { OpenFinding } from "./words.js";

const ROOM = { findings: 18_000, others: 4_000, why: 4_000 };
const VALUE = 240;
const EFFECTS = { fails: "", warns: ", warns only", waived: ", waived" } as const;

/**
 * A block for each finding: a line that says it plainly, and a list below. Nothing in it is wider than a phone. What
 * does not fail is folded away.
 */
export function renderFindings(open: readonly OpenFinding[], report: GateReport): readonly string[] {
  const renderBlocks = (some: readonly OpenFinding[]) =>
    some.map((each) => ["", ...renderFinding(toView(each, report), report.stacks.length > 1)]);
  const failing = open.filter(({ effect }) => effect === "fails");
  const others = open.filter(({ effect }) => effect !== "fails");
  const summary = `${pluralize(others.length, "difference")} that ${others.length === 1 ? "does" : "do"} not fail`;
  return [
    ...fitBlocks(renderBlocks(failing), ROOM.findings, { noun: "finding" }),
    ...fold(summary, fitBlocks(renderBlocks(others), ROOM.others, { noun: "finding" })),
  ];
}

function renderFinding(view: FindingView, named: boolean): readonly string[] {
  const { plain, path, document, stack, direction, effect, implied, location, correction } = view;
  const subject = plain === undefined || plain.subject === "" ? "" : `${toCode(plain.subject, VALUE)} `;
  const title = plain === undefined ? toCode(path, VALUE) : subject + plain.words;
  const place = location === undefined ? "the declaration" : toCode(location, 120);
  return [
    `${markDirection(direction)}${EFFECTS[effect]}: ${title}`,
    `- Setting ${toCode(`${document} ${path}`, VALUE)}${named ? ` in stack ${toCode(stack, 80)}` : ""}`,
    `- Declared ${quoteCode(view.declared(VALUE))}${implied ? " (implied by the rule)" : ""}`,
    `- Live ${quoteCode(view.live(VALUE))}`,
    ...renderChanged(view),
    ...(view.note === undefined ? [] : [`- Note ${toCode(view.note, VALUE)}`]),
    ...(correction === undefined
      ? []
      : [`- First correct the declaration at ${place}: ${toCode(correction, 400)}`]),
    ...(effect === "waived" ? [] : renderAdvice(view, place)),
  ];
}

function renderAdvice(
  { correction, waiver, remedy, direction }: FindingView,
  place: string,
): readonly string[] {
  const accept = `, or accept it at ${place} in a reviewed pull request`;
  return [
    `- ${quoteRemedy(remedy)}${correction === undefined && direction !== "not checked" ? accept : ""}`,
    ...(waiver === undefined || waiver.length > 1_000
      ? []
      : [`- Or let it through for a while, there: ${quoteCode(waiver)}`]),
  ];
}

function renderChanged({ changed, unknownChange }: FindingView): readonly string[] {
  if (changed === undefined)
    return unknownChange === undefined ? [] : [`- Changed: ${toCode(unknownChange, VALUE)}`];
  const { at = "at an unknown time", by, was, lasts } = changed;
  const since = lasts === undefined ? "" : `, for ${lasts}`;
  return [`- Changed ${at} by ${toCode(by, 120)}, was ${toCode(was, 120)}${since}`];
}

/** The remedies of our own endpoints as prose; any other sentence may be from anybody. */
function quoteRemedy(remedy: string): string {
  return OURS.has(remedy) ? remedy : toCode(remedy, VALUE);
}

const OURS: ReadonlySet<string> = new Set([
  ...Object.values(endpoints).map(({ where }) => describeRemedy(where)),
  NOT_CHECKED,
]);

/** Each reason once, with the places that give it. */
export function renderReasons(open: readonly OpenFinding[]): readonly string[] {
  const reasons = new Map<string, Set<string>>();
  for (const { finding } of open) {
    if (finding.because === undefined) continue;
    const places = reasons.get(finding.because) ?? new Set();
    if (finding.location !== undefined) places.add(finding.location);
    reasons.set(finding.because, places);
  }
  if (reasons.size === 0) return [];
  const rows = [...reasons].map(([because, places]) => {
    const at = [...places].slice(0, 3).map((place) => toCode(place, 120));
    return [`- ${toCode(because, 400)}${at.length === 0 ? "" : ` (${at.join(", ")})`}`];
  });
  return ["", "**Why it matters**", "", ...fitBlocks(rows, ROOM.why, { noun: "reason" })];
}
