import { clip, sanitize, showValue } from "../../../lib/messages/index.js";
import type { GateReport, Weakening } from "../../gate/gate-report.js";
import { indent, putBeside } from "../shared/shown.js";
import type { Style } from "../shared/style.js";
import { describeChanged, type FindingView, joinPlainWords, toView } from "./finding-view.js";
import { describeWeakened, listOpen, type OpenFinding, showBaseline, tellValues } from "./words.js";

const MARGIN = 14;
const LABEL = 10;
const IN_FULL = 20;

/** The worst findings in full, each with its own remedy and waiver; the rest in a line each. */
export function renderFindings(report: GateReport, style: Style): readonly string[] {
  const open = listOpen(report.stacks);
  const failing = open.filter(({ effect }) => effect === "fails");
  const named = report.stacks.length > 1;
  const lines = failing
    .slice(0, IN_FULL)
    .flatMap((each) => ["", ...renderInFull(toView(each, report), named, style)]);
  const left = [...failing.slice(IN_FULL), ...open.filter(({ effect }) => effect !== "fails")];
  if (left.length > 0) lines.push("");
  for (const each of left.slice(0, IN_FULL * 2)) lines.push(...renderInALine(toView(each, report), style));
  if (left.length > IN_FULL * 2)
    lines.push(`  ${left.length - IN_FULL * 2} left out; the evidence has them all`);
  if (failing.length === 0) return lines;
  return [
    ...lines,
    "",
    "  What to do, one of:",
    ...renderSteps(failing, report).flatMap((step, index) =>
      putBeside(step, { lead: `    ${index + 1}. `, margin: 7 }, style),
    ),
  ];
}

function renderSteps(failing: readonly OpenFinding[], report: GateReport): readonly string[] {
  const views = failing.map((each) => toView(each, report));
  const puttable = views.filter(({ remedy }) => remedy.startsWith("Put it back in Fullstory"));
  const isHcl = report.stacks.some(({ evidence }) => evidence?.language === "hcl");
  return [
    ...(views.some(({ correction }) => correction !== undefined)
      ? ["Correct the declaration, where a finding says how."]
      : []),
    ...(puttable.length > 0 ? ["Put it back in Fullstory, where each finding says."] : []),
    ...(puttable.length < views.length ? ["Do what `to do` of a finding says."] : []),
    "Accept it: edit the declaration in a reviewed pull request.",
    `Let it through for a while: add its waiver to the declaration, in \`${isHcl ? "waivers = [...]" : "waivers: [...]"}\`.`,
  ];
}

function renderInFull(view: FindingView, named: boolean, style: Style): readonly string[] {
  const name = `${named ? `${view.stack}: ` : ""}${view.document} ${clip(view.path, 300)}`;
  const [first = "", ...more] = indent(sanitize(name), MARGIN, style);
  const renderLead = (label: string): string => `${" ".repeat(MARGIN)}${style.dim(label.padEnd(LABEL))}`;
  const toRow = (label: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : putBeside(text, { lead: renderLead(label), margin: MARGIN + LABEL }, style);
  const sanitizeText = (text: string | undefined) => (text === undefined ? undefined : sanitize(text));
  const { implied, observed, correction, location, waiver } = view;
  const plain = joinPlainWords(view);
  return [
    `  ${renderTag(view, style)}${style.bold(first.trimStart())}`,
    ...more,
    ...(plain === undefined ? [] : indent(sanitize(plain), MARGIN, style)),
    ...toRow("declared", view.declared(400) + (implied ? "   (not written: what a rule implies)" : "")),
    ...toRow("live", view.live(400) + (observed === undefined ? "" : `   (observed ${sanitize(observed)})`)),
    ...toRow("note", sanitizeText(view.note)),
    ...toRow("changed", sanitizeText(describeChanged(view))),
    ...toRow("why", sanitizeText(view.because)),
    ...toRow("at", sanitizeText(location)),
    ...toRow("correct", sanitizeText(correction)),
    ...toRow("to do", sanitize(view.remedy)),
    ...(waiver === undefined
      ? []
      : renderWaiver(waiver, style).map(
          (line, index) => `${index === 0 ? renderLead("waiver") : " ".repeat(MARGIN + LABEL)}${line}`,
        )),
  ];
}

/** It is there to be copied: on a narrow terminal it is broken between its keys alone, where it stays what it is. */
function renderWaiver(waiver: string, { columns }: Style): readonly string[] {
  if (columns === undefined || waiver.length <= columns - MARGIN - LABEL) return [waiver];
  const observed = Math.max(waiver.lastIndexOf(" observed: "), waiver.lastIndexOf(" observed = "));
  return [
    waiver.slice(0, observed),
    ...waiver.slice(observed + 1).split(/ (?=(?:reason|expires|whole)(?::| =))/),
  ];
}

function renderInALine(view: FindingView, style: Style): readonly string[] {
  const effect = { fails: "", warns: " (warns only)", waived: " (waived)" }[view.effect];
  const values = `declared ${view.declared(60)}, live ${view.live(60)}`;
  const text = `${view.stack}: ${view.document} ${clip(view.path, 120)}`;
  const lead = `  ${renderTag(view, style)}`;
  return putBeside(`${sanitize(text)}: ${values}${effect}`, { lead, margin: MARGIN }, style);
}

function renderTag({ direction }: FindingView, style: Style): string {
  const padded = (direction === "loosened" ? "LOOSENED" : direction).padEnd(MARGIN - 2);
  if (direction === "loosened") return style.red(padded);
  return direction === "tightened" ? style.green(padded) : style.yellow(padded);
}

export function renderWeakened(report: GateReport, style: Style): readonly string[] {
  const { weakened } = report;
  if (weakened === undefined) return [];
  const { items, stricter, unknownStacks } = weakened;
  const told = items.length === 0 ? "nothing is checked less." : `${describeWeakened(report)}:`;
  const renderParagraph = (text: string) => indent(sanitize(text), 2, style);
  const strictly = [...new Set(stricter.map(({ what }) => what))].join(", ");
  return [
    "",
    ...renderParagraph(`Compared with ${showBaseline(weakened.baseline)}, ${told}`).map((line) =>
      style.bold(line),
    ),
    ...items.flatMap((item) => indent(`- ${describeWeakening(item)}`, 4, style)),
    ...(stricter.length === 0 ? [] : renderParagraph(`Only more strictly than there: ${strictly}.`)),
    ...(unknownStacks.length === 0 ? [] : renderParagraph(`New since then: ${unknownStacks.join(", ")}.`)),
  ];
}

function describeWeakening(item: Weakening): string {
  const { kind, stack, what } = item;
  const values = tellValues(item, (canonical) => showValue(canonical, 120));
  return `${kind}: ${sanitize(`${stack}, ${what}`)}${values === "" ? "" : `: ${values}`}`;
}
