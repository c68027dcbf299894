import { shownValue } from "../../../lib/messages/index.js";
import { directionWord, nameOf, type OpenFinding } from "./words.js";
import { escaped } from "../shared/xml.js";

const VALUE = 4_000;
const EFFECTS = { fails: "", warns: "warns only", waived: "waived" } as const;
const COLOURS: Readonly<Record<string, string>> = { loosened: "bad", tightened: "good" };

/** What differs, side by side. */
export function findingCards(findings: readonly OpenFinding[], named: boolean): readonly string[] {
  if (findings.length === 0) return [];
  return ["<section><h2>What differs</h2>", ...findings.map((each) => card(each, named)), "</section>"];
}

function card({ stack, finding, effect }: OpenFinding, named: boolean): string {
  const { path, declared, live, observed, implied, note, blame, because, location } = finding;
  const word = directionWord(finding);
  const rows = [
    ["changed", blame],
    ["why", because],
    ["note", note],
    ["at", location],
  ].flatMap(([label, text]) =>
    text === undefined ? [] : [`<dt>${label ?? ""}</dt><dd>${escaped(text)}</dd>`],
  );
  const tags = [
    `<span class="tag ${COLOURS[word] ?? "odd"}">${word}</span>`,
    ...(EFFECTS[effect] === "" ? [] : [`<span class="tag plain">${EFFECTS[effect]}</span>`]),
    ...(named ? [`<span class="tag plain">${escaped(stack)}</span>`] : []),
    `<span class="tag plain">${escaped(nameOf(finding))}</span>`,
  ];
  return [
    `<article class="card"><p>${tags.join("")}</p>`,
    `<h3><code>${escaped(path)}</code></h3>`,
    '<div class="sides">',
    side("declared", implied ? "Declared (implied by the rule)" : "Declared", shownValue(declared, VALUE)),
    side(
      "live",
      observed === undefined ? "Live" : `Live (observed ${escaped(observed)})`,
      shownValue(live, VALUE),
    ),
    "</div>",
    rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`,
    "</article>",
  ].join("");
}

function side(name: "declared" | "live", label: string, value: string): string {
  return `<div class="side ${name}"><b>${label}</b><code>${escaped(value)}</code></div>`;
}

/** Who changed what, newest first, as far as the history of the settings told. */
export function timeline(findings: readonly OpenFinding[]): readonly string[] {
  const changes = findings.flatMap(({ finding }) => {
    const parts = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC) by (.+), was (.*)$/s.exec(finding.blame ?? "");
    return parts === null ? [] : [{ finding, at: parts[1] ?? "", by: parts[2] ?? "", was: parts[3] ?? "" }];
  });
  if (changes.length === 0) return [];
  const items = changes
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ finding, at, by, was }) => {
      const now = escaped(shownValue(finding.live, 200));
      const what = `<code>${escaped(`${nameOf(finding)} ${finding.path}`)}</code>`;
      const when = `<time datetime="${at.slice(0, 10)}T${at.slice(11, 16)}Z">${escaped(at)}</time>`;
      return `<li class="${COLOURS[directionWord(finding)] ?? "odd"}">${when} by ${escaped(by)}<br>${what}: <code>${escaped(was)}</code> became <code>${now}</code></li>`;
    });
  return ['<section><h2>When it changed</h2><ol class="timeline">', ...items, "</ol></section>"];
}
