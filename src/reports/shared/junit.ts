import { escapeXml } from "./xml.js";

/** A test case of JUnit. */
export interface Case {
  readonly name: string;
  readonly className: string;
  readonly outcome?: "failure" | "error" | "skipped";
  readonly message?: string;
  readonly text?: string;
}

export interface Suite {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly cases: readonly Case[];
}

/** JUnit XML. Texts may be from outside. */
export function renderJunit(suites: readonly Suite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdktf-fullstory" ${renderCounts(all)}>`,
  ];
  for (const { name, at, cases } of suites) {
    lines.push(
      `  <testsuite name="${escapeXml(name)}" timestamp="${escapeXml(at.slice(0, 19))}" ${renderCounts(cases)}>`,
    );
    lines.push(...cases.flatMap(renderCase), "  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}\n`;
}

function renderCounts(cases: readonly Case[]): string {
  const count = (outcome: Case["outcome"]) => cases.filter((each) => each.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="0"`;
}

function renderCase({ name, className, outcome, message, text }: Case): readonly string[] {
  const open = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}" time="0"`;
  if (outcome === undefined) return [`${open}/>`];
  const told = message === undefined ? "" : ` message="${escapeXml(message)}"`;
  const body =
    outcome === "skipped"
      ? [`<skipped${told}/>`]
      : [`<${outcome}${told}>${escapeXml(text ?? "")}</${outcome}>`];
  return [`${open}>`, ...body.map((line) => `      ${line}`), "    </testcase>"];
}
