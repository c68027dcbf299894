import { listRules } from "./rules.js";

/** `docs/findings.md`: every id that a finding can have in SARIF. */
export function renderFindingsPage(): string {
  const rules = listRules().map(({ id, help }) => {
    const [first = "", ...more] = help.split("\n");
    return [`## \`${id}\``, "", first, "", ...more.flatMap((line) => [line, ""])].join("\n");
  });
  return `${[
    "# Findings",
    "",
    "The ids by which SARIF names what was found. An id stays: suppress, filter and count by it. Findings of a history",
    "are named `DOCUMENT-history/FIELD`, those of a session `session-events/FIELD`.",
    "",
    ...rules,
  ]
    .join("\n")
    .trimEnd()}\n`;
}
