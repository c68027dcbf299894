import { jsonText } from "../../../lib/snapshot/files.js";
import type { GateReport } from "../../gate/gate-report.js";

const EXIT_CODES = { match: 0, undecided: 1, drift: 2 } as const;
const VERSION = 1;

/** A report for machines: sorted keys, ASCII, and nothing that a log takes for a command. */
export function gateJson({ verdict, ...report }: GateReport): string {
  return `${jsonText(plain({ version: VERSION, verdict, exitCode: EXIT_CODES[verdict], ...report }))}\n`;
}

type Plain = Parameters<typeof jsonText>[0];

/** Reports hold nothing but what JSON can. */
function plain(value: object): Plain {
  return JSON.parse(JSON.stringify(value)) as Plain;
}
