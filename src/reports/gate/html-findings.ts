import type { GateReport } from "../../gate/gate-report.js";
import { escaped } from "../shared/xml.js";
import { type FindingView, viewOf } from "./finding-view.js";
import type { OpenFinding } from "./words.js";

const VALUE = 4_000;
const EFFECTS = { fails: "", warns: "warns only", waived: "waived" } as const;
/** What is only stricter is no alarm. */
export const COLOURS: Readonly<Record<string, string>> = { loosened: "bad", tightened: "calm" };

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
  return [
    "<section><h2>What differs</h2>",
    ...[...groups.values()].map(({ view, stacks }) => card(view, named ? [...new Set(stacks)] : [])),
    "</section>",
  ];
}

function card(view: FindingView, stacks: readonly string[]): string {
  const { direction, effect, document, path, plain, implied } = view;
  const colour = COLOURS[direction] ?? "odd";
  const tags = [
    `<span class="tag ${colour}">${direction}</span>`,
    ...(EFFECTS[effect] === "" ? [] : [`<span class="tag plain">${EFFECTS[effect]}</span>`]),
    ...[document, ...stacks].map((text) => `<span class="tag plain">${escaped(text)}</span>`),
  ];
  const code = `<code>${escaped(path)}</code>`;
  const heading =
    plain === undefined
      ? [`<h3>${code}</h3>`]
      : [
          `<h3>${plain.subject === "" ? "" : `<code>${escaped(plain.subject)}</code> `}${capitalised(plain.words, plain.subject === "")}</h3>`,
          `<p class="path">${code}</p>`,
        ];
  return [
    `<article class="card ${colour}"><p>${tags.join("")}</p>`,
    ...heading,
    '<div class="sides">',
    side("declared", implied ? "Declared (implied by the rule)" : "Declared", view.declared(VALUE)),
    side(`live ${colour}`, "Live", view.live(VALUE)),
    "</div>",
    facts(view),
    whatToDo(view),
    "</article>",
  ].join("");
}

function capitalised(words: string, isFirst: boolean): string {
  return isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

function side(name: string, label: string, value: string): string {
  return `<div class="side ${name}"><b>${label}</b><code>${escaped(value)}</code></div>`;
}

function facts({ changed, unknownChange, because, note, location }: FindingView): string {
  const row = (label: string, html: string | undefined) =>
    html === undefined ? "" : `<dt>${label}</dt><dd>${html}</dd>`;
  const text = (given: string | undefined) => (given === undefined ? undefined : escaped(given));
  const lasts = changed?.lasts === undefined ? "" : `, for ${changed.lasts}`;
  const rows = [
    row(
      "Since",
      changed === undefined ? text(unknownChange) : `${escaped(changed.at ?? "an unknown time")}${lasts}`,
    ),
    row("By", changed === undefined ? undefined : escaped(changed.by)),
    row("Before", changed === undefined ? undefined : `<code>${escaped(changed.was)}</code>`),
    row("Why it matters", text(because)),
    row("Note", text(note)),
    row("Declared at", location === undefined ? undefined : `<code>${escaped(location)}</code>`),
  ].join("");
  return rows === "" ? "" : `<dl>${rows}</dl>`;
}

function whatToDo({ effect, direction, correction, remedy, location, waiver }: FindingView): string {
  if (effect === "waived") return "";
  const place = location === undefined ? "the declaration" : `<code>${escaped(location)}</code>`;
  const steps = [
    ...(correction === undefined ? [] : [`First correct ${place}: ${escaped(correction)}`]),
    `${escaped(remedy)}.`,
    ...(correction === undefined && direction !== "not checked"
      ? ["Or accept it: edit the declaration in a reviewed pull request."]
      : []),
    ...(waiver === undefined
      ? []
      : [
          `Or let it through for a while, in <code>waivers</code> of the declaration: <code>${escaped(waiver)}</code>`,
        ]),
  ];
  return `<p class="todo">What to do</p><ol>${steps.map((step) => `<li>${step}</li>`).join("")}</ol>`;
}

/** How to learn the names behind masked people; once, below the findings. */
export function whoLines(open: readonly OpenFinding[]): readonly string[] {
  const known = open.some(({ finding }) => finding.changed !== undefined || / by /.test(finding.blame ?? ""));
  if (!known) return [];
  return [
    '<p class="context">People are masked here. <code>npx cdktf-fullstory history --show-actors</code> names them, on a terminal only.</p>',
  ];
}
