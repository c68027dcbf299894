import { escaped } from "./xml.js";

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
export function junitXml(suites: readonly Suite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdktf-fullstory" ${counts(all)}>`,
  ];
  for (const { name, at, cases } of suites) {
    lines.push(
      `  <testsuite name="${escaped(name)}" timestamp="${escaped(at.slice(0, 19))}" ${counts(cases)}>`,
    );
    lines.push(...cases.flatMap(caseLines), "  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}\n`;
}

function counts(cases: readonly Case[]): string {
  const of = (outcome: Case["outcome"]) => cases.filter((each) => each.outcome === outcome).length;
  return `tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}" skipped="${of("skipped")}" time="0"`;
}

function caseLines({ name, className, outcome, message, text }: Case): readonly string[] {
  const open = `    <testcase classname="${escaped(className)}" name="${escaped(name)}" time="0"`;
  if (outcome === undefined) return [`${open}/>`];
  const told = message === undefined ? "" : ` message="${escaped(message)}"`;
  const body =
    outcome === "skipped"
      ? [`<skipped${told}/>`]
      : [`<${outcome}${told}>${escaped(text ?? "")}</${outcome}>`];
  return [`${open}>`, ...body.map((line) => `      ${line}`), "    </testcase>"];
}
