// Writes docs/proof.md from reports/mutation.json, which `npm run mutation` leaves behind.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
if (!existsSync(path("reports/mutation.json"))) {
  console.error("error: reports/mutation.json is missing; run `npm run mutation`");
  process.exit(1);
}
const report = JSON.parse(readFileSync(path("reports/mutation.json"), "utf8"));
const { version } = JSON.parse(readFileSync(path("node_modules/@stryker-mutator/core/package.json"), "utf8"));

function counted(mutants) {
  const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const killed = of("Killed", "Timeout");
  const left = of("Survived", "NoCoverage");
  return {
    killed,
    left,
    score: killed + left === 0 ? "-" : `${((100 * killed) / (killed + left)).toFixed(1)}%`,
  };
}

const files = Object.entries(report.files).sort(([a], [b]) => (a < b ? -1 : 1));
const rows = files.map(([file, { mutants }]) => {
  const { killed, left, score } = counted(mutants);
  return `| \`${file}\` | ${killed} | ${left} | ${score} |`;
});
const all = counted(files.flatMap(([, { mutants }]) => mutants));
const text = `# Proof

What shows that the gate neither passes what it must fail nor fails what it must pass, and how to see it again.

## Mutants of the comparer

StrykerJS ${version} changes one thing in the code at a time and runs \`test/settings\` on it. A mutant that no test notices
is *left*. Texts for people are not mutated. Again: \`npm run mutation\`, which writes this page.

Those that are left were read one by one: they only save work (shortcuts and caches), stand where no decoded answer and no
declaration that was read can come, or end in the same result. None is known to change a verdict.

| file | killed | left | score |
|---|---|---|---|
${rows.join("\n")}
| all of the above | ${all.killed} | ${all.left} | ${all.score} |

## Counts that the tests print

\`npm test\` prints these lines itself; they are not repeated here as figures, so that they cannot go stale.

| what | printed by |
|---|---|
| verdicts written by hand, held by the comparer | \`test/settings/compare/verdicts.test.ts\` |
| the same verdicts, held by real plans | \`test/plans/verdicts.test.ts\` |
| hostile texts and Unicode lookalikes through real plans and a real apply | \`test/plans/strings.test.ts\` |
| every fault of the simulator, by the plan's message | \`test/plans/faults.test.ts\` |
| generated documents, declarations and permutations | \`test/settings/*.properties.test.ts\` |
| planted secrets searched for in everything written and printed | \`test/plans/secrecy.test.ts\` |
`;
writeFileSync(path("docs/proof.md"), text);
console.log(`mutation score ${all.score}: ${all.killed} killed, ${all.left} left`);
