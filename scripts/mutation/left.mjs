import { readFileSync, writeFileSync } from "node:fs";
import { reportOf } from "./rooms.mjs";

const read = (room, what) => JSON.parse(readFileSync(reportOf(room, what), "utf8"));
const isLeft = ({ status }) => status === "Survived" || status === "NoCoverage";

/** The lines with mutants that the last run of a room left, as Stryker takes them. */
export function linesLeft(room) {
  const lines = Object.entries(read(room, "mutants").files).flatMap(([file, { mutants }]) =>
    mutants.filter(isLeft).map(({ location: { start, end } }) => `${file}:${start.line}-${end.line}`),
  );
  return [...new Set(lines)];
}

/** Takes over what became of the mutants that were left, where they were run again. */
export function mergeAgain(room) {
  const report = read(room, "mutants");
  const again = read(room, "again").files;
  const idOf = ({ mutatorName, replacement, location }) =>
    JSON.stringify([mutatorName, replacement, location]);
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const now = new Map((again[file]?.mutants ?? []).map((mutant) => [idOf(mutant), mutant.status]));
    for (const mutant of mutants.filter(isLeft)) mutant.status = now.get(idOf(mutant)) ?? mutant.status;
  }
  writeFileSync(reportOf(room, "mutants"), JSON.stringify(report));
}
