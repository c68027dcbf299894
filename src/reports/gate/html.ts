import { formatMinute, showValue } from "../../../lib/messages/index.js";
import { VERSION } from "../../../lib/version.js";
import type { GateReport } from "../../gate/gate-report.js";
import {
  capitalize,
  note,
  renderCode,
  renderPageEnd,
  renderPageHead,
  renderSection,
  renderTag,
} from "../shared/html-page.js";
import { escapeXml, escapeXmlWords } from "../shared/xml.js";
import {
  describeEvaluation,
  describePlan,
  describeReading,
  renderGapLines,
  renderOrgLines,
  renderWarningLines,
} from "./context.js";
import { renderFindingCards, renderWhoLines } from "./html-findings.js";
import { renderDocumentTable, renderStackCards, renderWaiverTable } from "./html-tables.js";
import {
  isGreen,
  isWeakened,
  listOpen,
  listProblems,
  renderVerdict,
  showBaseline,
  tellValues,
} from "./words.js";

const WORDS = { match: "match", drift: "drift", undecided: "not decided" } as const;

/** One word for the whole. A pass that is not green has one of its own. */
function pickWord(report: GateReport): string {
  if (report.verdict !== "match" || isGreen(report)) return WORDS[report.verdict];
  return isWeakened(report) ? "weakened" : "let through";
}

const SHOWN = 200;

/** A report as one HTML page without scripts, links or anything to load. */
export function renderGateHtml(report: GateReport): string {
  const open = listOpen(report.stacks);
  return [
    renderPageHead(`Fullstory gate: ${pickWord(report)}`).trimEnd(),
    ...renderBanner(report),
    ...renderStackCards(report),
    ...renderProblems(report),
    ...renderFindingCards(open.slice(0, SHOWN), report),
    ...(open.length > SHOWN ? [note(`${open.length - SHOWN} more findings are in the evidence.`)] : []),
    ...renderWhoLines(open),
    ...renderWeakened(report),
    ...renderWaiverTable(report),
    ...renderGaps(report),
    ...renderDocumentTable(report),
    renderFooter(report),
    renderPageEnd(),
  ].join("\n");
}

function renderBanner(report: GateReport): readonly string[] {
  const { verdict, at } = report;
  const headline = renderVerdict(report).replace(/^fullstory: (?:drift, )?/, "");
  const colour = verdict === "match" && !isGreen(report) ? "undecided" : verdict;
  return [
    `<header class="banner ${colour}">`,
    `<p class="word">${pickWord(report)}</p>`,
    `<h1>${escapeXmlWords(capitalize(headline))}</h1>`,
    ...renderOrgLines(report, false).map((line) => note(escapeXmlWords(line))),
    note(`Report of ${escapeXmlWords(formatMinute(at))}`),
    ...renderWarningLines(report).map((line) => note(`<b>Warning</b> ${escapeXmlWords(line)}`)),
    "</header>",
  ];
}

function renderProblems(report: GateReport): readonly string[] {
  const all = listProblems(report);
  if (all.length === 0) return [];
  const cards = all.slice(0, SHOWN).map(({ kind, headline, details, stack }) => {
    const at = stack === undefined ? "" : renderTag("plain", stack);
    const told = details.filter((line) => line.trim() !== "").slice(0, 60);
    const pre = told.length === 0 ? "" : `<pre>${told.map(escapeXml).join("\n")}</pre>`;
    return `<article class="card"><p>${renderTag("odd", kind)}${at}</p><h3>${escapeXml(headline)}</h3>${pre}</article>`;
  });
  return renderSection("What kept the gate from passing", cards);
}

function renderWeakened({ weakened: found }: GateReport): readonly string[] {
  if (found === undefined) return [];
  const items = found.items.slice(0, SHOWN).map((item) => {
    const values = tellValues(item, (canonical) => renderCode(showValue(canonical, 400)));
    const about = `${renderTag("odd", item.kind)}${renderCode(`${item.stack}, ${item.what}`)}`;
    return `<li>${about}${values === "" ? "" : `: ${values}`}</li>`;
  });
  const list = items.length === 0 ? "<p>Nothing is checked less.</p>" : `<ul>${items.join("\n")}</ul>`;
  const against = note(`Compared with ${renderCode(showBaseline(found.baseline))}`);
  return [`<section><h2>What this declaration weakens</h2>${against}`, list, "</section>"];
}

function renderGaps(report: GateReport): readonly string[] {
  const lines = renderGapLines(report);
  if (lines.length === 0) return [];
  const items = lines.map((line) => `<li>${escapeXmlWords(line)}</li>`);
  return ["<section><h2>What is not covered</h2><ul>", ...items, "</ul></section>"];
}

/** What a pass means, and how the report was made. */
function renderFooter(report: GateReport): string {
  const { at, stacks } = report;
  const digests = stacks.flatMap(({ digest }) => (digest === undefined ? [] : [digest.slice(0, 16)]));
  const scope =
    "A pass means that these documents say what was declared, not that nothing sensitive is recorded.";
  const plumbing = [
    `cdktf-fullstory ${VERSION}`,
    escapeXml(at),
    ...[describeEvaluation(report), describePlan(report), describeReading(report)]
      .flatMap((words) => words ?? [])
      .map(escapeXmlWords),
    ...(digests.length === 0 ? [] : [`evidence <code>${digests.slice(0, 20).join(" ")}</code>`]),
  ];
  return `<footer><p>${scope}</p><p>${plumbing.join(" · ")}</p></footer>`;
}
