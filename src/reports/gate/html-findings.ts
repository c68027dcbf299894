import type { GateReport } from "../../gate/gate-report.js";
import { capitalise, chooseColour, code, note, section, tag } from "../shared/html-page.js";
import { escaped } from "../shared/xml.js";
import { type FindingView, viewOf } from "./finding-view.js";
import type { OpenFinding } from "./words.js";

const VALUE = 4_000;
const EFFECTS = { fails: "", warns: "warns only", waived: "waived" } as const;

/** What differs, the most sensitive first; what several stacks found is told once. */
export function findingCards(open: readonly OpenFinding[], report: GateReport): readonly string[] {
  if (open.length === 0) return [];
  const groups = new Map<string, { readonly view: FindingView; readonly stacks: string[] }>();
  for (const each of open) {
    const view = viewOf(each, report);
    const { construct, address, stack: _, ...same } = { ...each.finding, stack: each.stack };
    const key = JSON.stringify([each.effect, same]);
    const group = groups.get(key) ?? { view, stacks: [] };
    group.stacks.push(each.stack);
    groups.set(key, group);
  }
  const named = report.stacks.length > 1;
  const cards = [...groups.values()].map(({ view, stacks }) => card(view, named ? [...new Set(stacks)] : []));
  return section("What differs", cards);
}

function card(view: FindingView, stacks: readonly string[]): string {
  const { direction, effect, document, implied } = view;
  const colour = chooseColour(direction);
  const more = [EFFECTS[effect], document, ...stacks].filter((text, index) => index > 0 || text !== "");
  return [
    `<article class="card ${colour}"><p>${tag(colour, direction)}${more.map((text) => tag("plain", text)).join("")}</p>`,
    ...headings(view),
    '<div class="sides">',
    side("declared", implied ? "Declared (implied by the rule)" : "Declared", view.declared(VALUE)),
    side(`live ${colour}`, "Live", view.live(VALUE)),
    "</div>",
    facts(view),
    whatToDo(view),
    "</article>",
  ].join("");
}

function headings({ plain, path }: FindingView): readonly string[] {
  if (plain === undefined) return [`<h3>${code(path)}</h3>`];
  const { subject, words } = plain;
  const title = subject === "" ? capitalise(words) : `${code(subject)} ${words}`;
  return [`<h3>${title}</h3>`, `<p class="path">${code(path)}</p>`];
}

function side(name: string, label: string, value: string): string {
  return `<div class="side ${name}"><b>${label}</b>${code(value)}</div>`;
}

function facts({ changed, unknownChange, because, note, location }: FindingView): string {
  const row = (label: string, text: string | undefined, write = escaped) =>
    text === undefined ? "" : `<dt>${label}</dt><dd>${write(text)}</dd>`;
  const lasts = changed?.lasts === undefined ? "" : `, for ${changed.lasts}`;
  const since = changed === undefined ? unknownChange : `${changed.at ?? "an unknown time"}${lasts}`;
  const rows = [
    row("Since", since),
    row("By", changed?.by),
    row("Before", changed?.was, code),
    row("Why it matters", because),
    row("Note", note),
    row("Declared at", location, code),
  ].join("");
  return rows === "" ? "" : `<dl>${rows}</dl>`;
}

function whatToDo({ effect, direction, correction, remedy, location, waiver }: FindingView): string {
  if (effect === "waived") return "";
  const place = location === undefined ? "the declaration" : code(location);
  const steps = [
    ...(correction === undefined ? [] : [`First correct ${place}: ${escaped(correction)}`]),
    `${escaped(remedy)}.`,
    ...(correction === undefined && direction !== "not checked"
      ? ["Or accept it: edit the declaration in a reviewed pull request."]
      : []),
    ...(waiver === undefined
      ? []
      : [`Or let it through for a while, in <code>waivers</code> of the declaration: ${code(waiver)}`]),
  ];
  return `<p class="todo">What to do</p><ol>${steps.map((step) => `<li>${step}</li>`).join("")}</ol>`;
}

/** How to learn the names behind masked people; once, below the findings. */
export function whoLines(open: readonly OpenFinding[]): readonly string[] {
  const known = open.some(({ finding }) => finding.changed !== undefined || / by /.test(finding.blame ?? ""));
  if (!known) return [];
  const command = "npx cdktf-fullstory history --show-actors";
  return [note(`People are masked here. ${code(command)} names them, on a terminal only.`)];
}
