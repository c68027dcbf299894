import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { reportOf } from "./rooms.mjs";

const read = (room, what) => JSON.parse(readFileSync(reportOf(room, what), "utf8"));
const isLeft = ({ status }) => status === "Survived" || status === "NoCoverage";

/** The lines with mutants that the last run of a room left, as Stryker takes them; whole files where they have changed. */
export function linesLeft(room, changed) {
  const lines = Object.entries(read(room, "mutants").files).flatMap(([file, { mutants }]) =>
    changed.includes(file)
      ? []
      : mutants.filter(isLeft).map(({ location: { start, end } }) => `${file}:${start.line}-${end.line}`),
  );
  return [...changed.filter((file) => existsSync(file)), ...new Set(lines)];
}

/** Takes over what became of the mutants that were left, and of all mutants of files that have changed. */
export function mergeAgain(room, changed) {
  const report = read(room, "mutants");
  const again = read(room, "again").files;
  const idOf = ({ mutatorName, replacement, location }) =>
    JSON.stringify([mutatorName, replacement, location]);
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const now = new Map((again[file]?.mutants ?? []).map((mutant) => [idOf(mutant), mutant.status]));
    for (const mutant of mutants.filter(isLeft)) mutant.status = now.get(idOf(mutant)) ?? mutant.status;
  }
  for (const file of changed) {
    delete report.files[file];
    if (again[file] !== undefined) report.files[file] = again[file];
  }
  writeFileSync(reportOf(room, "mutants"), JSON.stringify(report));
}
