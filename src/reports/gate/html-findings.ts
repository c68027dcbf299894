import type { GateReport } from "../../gate/gate-report.js";
import { capitalize, note, pickColour, renderCode, renderSection, renderTag } from "../shared/html-page.js";
import { escapeXml } from "../shared/xml.js";
import { type FindingView, toView } from "./finding-view.js";
import type { OpenFinding } from "./words.js";

const VALUE = 4_000;
const EFFECTS = { fails: "", warns: "warns only", waived: "waived" } as const;

/** What differs, the most sensitive first; what several stacks found is told once. */
export function renderFindingCards(open: readonly OpenFinding[], report: GateReport): readonly string[] {
  if (open.length === 0) return [];
  const groups = new Map<string, { readonly view: FindingView; readonly stacks: string[] }>();
  for (const each of open) {
    const view = toView(each, report);
    const { construct, address, stack: _, ...same } = { ...each.finding, stack: each.stack };
    const key = JSON.stringify([each.effect, same]);
    const group = groups.get(key) ?? { view, stacks: [] };
    group.stacks.push(each.stack);
    groups.set(key, group);
  }
  const named = report.stacks.length > 1;
  const cards = [...groups.values()].map(({ view, stacks }) =>
    renderCard(view, named ? [...new Set(stacks)] : []),
  );
  return renderSection("What differs", cards);
}

function renderCard(view: FindingView, stacks: readonly string[]): string {
  const { direction, effect, document, implied } = view;
  const colour = pickColour(direction);
  const more = [EFFECTS[effect], document, ...stacks].filter((text, index) => index > 0 || text !== "");
  return [
    `<article class="card ${colour}"><p>${renderTag(colour, direction)}${more.map((text) => renderTag("plain", text)).join("")}</p>`,
    ...renderHeadings(view),
    '<div class="sides">',
    renderSide("declared", implied ? "Declared (implied by the rule)" : "Declared", view.declared(VALUE)),
    renderSide(`live ${colour}`, "Live", view.live(VALUE)),
    "</div>",
    renderFacts(view),
    renderAdvice(view),
    "</article>",
  ].join("");
}

function renderHeadings({ plain, path }: FindingView): readonly string[] {
  if (plain === undefined) return [`<h3>${renderCode(path)}</h3>`];
  const { subject, words } = plain;
  const title = subject === "" ? capitalize(words) : `${renderCode(subject)} ${words}`;
  return [`<h3>${title}</h3>`, `<p class="path">${renderCode(path)}</p>`];
}

function renderSide(name: string, label: string, value: string): string {
  return `<div class="side ${name}"><b>${label}</b>${renderCode(value)}</div>`;
}

function renderFacts({ changed, unknownChange, because, note, location }: FindingView): string {
  const toRow = (label: string, text: string | undefined, write = escapeXml) =>
    text === undefined ? "" : `<dt>${label}</dt><dd>${write(text)}</dd>`;
  const lasts = changed?.lasts === undefined ? "" : `, for ${changed.lasts}`;
  const since = changed === undefined ? unknownChange : `${changed.at ?? "an unknown time"}${lasts}`;
  const rows = [
    toRow("Since", since),
    toRow("By", changed?.by),
    toRow("Before", changed?.was, renderCode),
    toRow("Why it matters", because),
    toRow("Note", note),
    toRow("Declared at", location, renderCode),
  ].join("");
  return rows === "" ? "" : `<dl>${rows}</dl>`;
}

function renderAdvice({ effect, direction, correction, remedy, location, waiver }: FindingView): string {
  if (effect === "waived") return "";
  const place = location === undefined ? "the declaration" : renderCode(location);
  const steps = [
    ...(correction === undefined ? [] : [`First correct ${place}: ${escapeXml(correction)}`]),
    `${escapeXml(remedy)}.`,
    ...(correction === undefined && direction !== "not checked"
      ? ["Or accept it: edit the declaration in a reviewed pull request."]
      : []),
    ...(waiver === undefined
      ? []
      : [`Or let it through for a while, in <code>waivers</code> of the declaration: ${renderCode(waiver)}`]),
  ];
  return `<p class="todo">What to do</p><ol>${steps.map((step) => `<li>${step}</li>`).join("")}</ol>`;
}

/** How to learn the names behind masked people; once, below the findings. */
export function renderWhoLines(open: readonly OpenFinding[]): readonly string[] {
  const known = open.some(({ finding }) => finding.changed !== undefined || / by /.test(finding.blame ?? ""));
  if (!known) return [];
  const command = "npx cdktf-fullstory history --show-actors";
  return [note(`People are masked here. ${renderCode(command)} names them, on a terminal only.`)];
}
