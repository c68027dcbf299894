import { formatMinute } from "../../../lib/messages/index.js";
import type { GateReport } from "../../gate/gate-report.js";
import { note, renderCode, renderTag } from "../shared/html-page.js";
import { escapeXml, escapeXmlWords } from "../shared/xml.js";
import { listWaivers } from "./context.js";
import { compareTexts, countFields, describeMatch, nameSettings } from "./words.js";

const ROWS = 500;
const MARKS = {
  match: ["good", "match"],
  drift: ["bad", "drift"],
  undecided: ["odd", "not decided"],
} as const;

const LET_THROUGH = ["odd", "let through"] as const;

const ORDER = { undecided: 0, drift: 0, match: 1 } as const;

/** One card a stack, those that need somebody first: its verdict, and how much of it matches. */
export function renderStackCards({ stacks }: GateReport): readonly string[] {
  if (stacks.length === 0) return [];
  const sorted = [...stacks].sort(
    (a, b) => ORDER[a.verdict] - ORDER[b.verdict] || compareTexts(a.stack, b.stack),
  );
  const cards = sorted.map((stack) => {
    const documents = stack.evidence?.documents ?? [];
    const { declared, matching } = countFields(documents);
    const letThrough = stack.verdict === "match" && declared > 0 && matching === 0;
    const [colour, word] = letThrough ? LET_THROUGH : MARKS[stack.verdict];
    const unread = documents.filter(({ status }) => status === "unreadable");
    // What was not read has fields, too; nobody knows how many, and none of them is known to match.
    const all = declared + unread.length;
    const part = all === 0 ? 0 : Math.round((matching / all) * 100);
    const names = unread.map((document) => escapeXml(nameSettings(document))).join(", ");
    return [
      `<article class="card"><p>${renderTag(colour, word)}</p><h3>${escapeXml(stack.stack)}</h3>`,
      `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="4"/><rect class="part" width="${part}" height="4"/></svg>`,
      note(escapeXmlWords(describeMatch([stack]))),
      ...(unread.length === 0 ? [] : [note(`<b>Not read</b> ${names}`)]),
      "</article>",
    ].join("");
  });
  return ['<section><h2>Stacks</h2><div class="stacks">', ...cards, "</div></section>"];
}

export function renderWaiverTable(report: GateReport): readonly string[] {
  const waivers = listWaivers(report);
  const rows = waivers.map(({ stack, endpoint, path, expires, owner = "", reason, state }) => {
    const colour = state === "in-force" ? "plain" : state === "expired" ? "bad" : "odd";
    return [
      renderTag(colour, state.replace("-", " ")),
      renderCode(`${stack}: ${endpoint} ${path}`),
      escapeXml(expires),
      escapeXml(owner),
      escapeXml(reason),
    ];
  });
  return renderTable("Waivers", ["", "Setting", "Until", "Owner", "Reason"], rows);
}

/** What was read, from where, when. */
export function renderDocumentTable({ stacks }: GateReport): readonly string[] {
  const rows = stacks.flatMap(({ stack, evidence }) =>
    (evidence?.documents ?? []).map((document) => {
      const { source, snapshot, fetchedAt, status } = document;
      const { declared, matching } = countFields([document]);
      const read = status === "read" && fetchedAt !== undefined ? formatMinute(fetchedAt) : status;
      return [
        escapeXml(stack),
        escapeXml(nameSettings(document)),
        escapeXml(snapshot ?? source),
        escapeXml(read),
        status === "read" ? `${matching} of ${declared}` : "not checked",
      ];
    }),
  );
  return renderTable("What was read", ["Stack", "Document", "Source", "Read", "Match"], rows);
}

/** Cells are HTML already. */
function renderTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const left = rows.length - ROWS;
  return [
    `<section><h2>${title}</h2><div class="card scroll"><table>`,
    `<thead><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr></thead><tbody>`,
    ...rows
      .slice(0, ROWS)
      .map((row) => `<tr>${row.map((cell, index) => renderCell(head[index] ?? "", cell)).join("")}</tr>`),
    "</tbody></table></div>",
    ...(left > 0 ? [note(`${left} more are in the evidence.`)] : []),
    "</section>",
  ];
}

/** On a phone the head is not shown, and each cell says what it is. */
function renderCell(label: string, cell: string): string {
  return label === "" ? `<td>${cell}</td>` : `<td data-label="${label}">${cell}</td>`;
}
