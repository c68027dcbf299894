import { minute, shownValue } from "../../../lib/messages/index.js";
import { VERSION } from "../../../lib/version.js";
import type { GateReport } from "../../gate/gate-report.js";
import { capitalise, code, note, pageEnd, pageHead, section, tag } from "../shared/html-page.js";
import { escaped, escapedWords } from "../shared/xml.js";
import { evaluationWords, gapLines, orgLines, planWords, readingWords, warningLines } from "./context.js";
import { findingCards, whoLines } from "./html-findings.js";
import { documentTable, stackCards, waiverTable } from "./html-tables.js";
import {
  allProblems,
  baselineName,
  isGreen,
  isWeakened,
  openFindings,
  tellValues,
  verdictLine,
} from "./words.js";

const WORDS = { match: "match", drift: "drift", undecided: "not decided" } as const;

/** One word for the whole. A pass that is not green has one of its own. */
function wordOf(report: GateReport): string {
  if (report.verdict !== "match" || isGreen(report)) return WORDS[report.verdict];
  return isWeakened(report) ? "weakened" : "let through";
}

const SHOWN = 200;

/** A report as one HTML page without scripts, links or anything to load. */
export function gateHtml(report: GateReport): string {
  const open = openFindings(report.stacks);
  return [
    pageHead(`Fullstory gate: ${wordOf(report)}`).trimEnd(),
    ...banner(report),
    ...stackCards(report),
    ...problems(report),
    ...findingCards(open.slice(0, SHOWN), report),
    ...(open.length > SHOWN ? [note(`${open.length - SHOWN} more findings are in the evidence.`)] : []),
    ...whoLines(open),
    ...weakened(report),
    ...waiverTable(report),
    ...gaps(report),
    ...documentTable(report),
    footer(report),
    pageEnd(),
  ].join("\n");
}

function banner(report: GateReport): readonly string[] {
  const { verdict, at } = report;
  const headline = verdictLine(report).replace(/^fullstory: (?:drift, )?/, "");
  const colour = verdict === "match" && !isGreen(report) ? "undecided" : verdict;
  return [
    `<header class="banner ${colour}">`,
    `<p class="word">${wordOf(report)}</p>`,
    `<h1>${escapedWords(capitalise(headline))}</h1>`,
    ...orgLines(report, false).map((line) => note(escapedWords(line))),
    note(`Report of ${escapedWords(minute(at))}`),
    ...warningLines(report).map((line) => note(`<b>Warning</b> ${escapedWords(line)}`)),
    "</header>",
  ];
}

function problems(report: GateReport): readonly string[] {
  const all = allProblems(report);
  if (all.length === 0) return [];
  const cards = all.slice(0, SHOWN).map(({ kind, headline, details, stack }) => {
    const at = stack === undefined ? "" : tag("plain", stack);
    const told = details.filter((line) => line.trim() !== "").slice(0, 60);
    const pre = told.length === 0 ? "" : `<pre>${told.map(escaped).join("\n")}</pre>`;
    return `<article class="card"><p>${tag("odd", kind)}${at}</p><h3>${escaped(headline)}</h3>${pre}</article>`;
  });
  return section("What kept the gate from passing", cards);
}

function weakened({ weakened: found }: GateReport): readonly string[] {
  if (found === undefined) return [];
  const items = found.items.slice(0, SHOWN).map((item) => {
    const values = tellValues(item, (canonical) => code(shownValue(canonical, 400)));
    const about = `${tag("odd", item.kind)}${code(`${item.stack}, ${item.what}`)}`;
    return `<li>${about}${values === "" ? "" : `: ${values}`}</li>`;
  });
  const list = items.length === 0 ? "<p>Nothing is checked less.</p>" : `<ul>${items.join("\n")}</ul>`;
  const against = note(`Compared with ${code(baselineName(found.baseline))}`);
  return [`<section><h2>What this declaration weakens</h2>${against}`, list, "</section>"];
}

function gaps(report: GateReport): readonly string[] {
  const lines = gapLines(report);
  if (lines.length === 0) return [];
  const items = lines.map((line) => `<li>${escapedWords(line)}</li>`);
  return ["<section><h2>What is not covered</h2><ul>", ...items, "</ul></section>"];
}

/** What a pass means, and how the report was made. */
function footer(report: GateReport): string {
  const { at, stacks } = report;
  const digests = stacks.flatMap(({ digest }) => (digest === undefined ? [] : [digest.slice(0, 16)]));
  const scope =
    "A pass means that these documents say what was declared, not that nothing sensitive is recorded.";
  const plumbing = [
    `cdktf-fullstory ${VERSION}`,
    escaped(at),
    ...[evaluationWords(report), planWords(report), readingWords(report)]
      .flatMap((words) => words ?? [])
      .map(escapedWords),
    ...(digests.length === 0 ? [] : [`evidence <code>${digests.slice(0, 20).join(" ")}</code>`]),
  ];
  return `<footer><p>${scope}</p><p>${plumbing.join(" · ")}</p></footer>`;
}
