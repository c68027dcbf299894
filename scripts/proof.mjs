// Writes docs/proof.md from the reports that `npm run mutation` leaves behind, and fails where a score is too low.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ROOMS, reportOf, TOPICS } from "./mutation/rooms.mjs";

const ALL_AT_LEAST = 93;
const TOPIC_AT_LEAST = 90;

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const json = (name) => JSON.parse(readFileSync(path(name), "utf8"));
const { version } = json("node_modules/@stryker-mutator/core/package.json");

const rooms = ROOMS.map((room) => {
  if (!existsSync(path(reportOf(room, "run")))) return { ...room, files: [] };
  const files = Object.entries(json(reportOf(room, "mutants")).files);
  return { ...room, ...json(reportOf(room, "run")), files };
});
const files = rooms.flatMap((room) => room.files).sort(([a], [b]) => (a < b ? -1 : 1));

function counted(of) {
  const mutants = of.flatMap(([, file]) => file.mutants);
  const number = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const killed = number("Killed", "Timeout");
  const left = number("Survived", "NoCoverage");
  return {
    killed,
    left,
    late: number("Timeout"),
    score: killed + left === 0 ? undefined : (100 * killed) / (killed + left),
  };
}

const shown = ({ killed, late, left, score }) =>
  `${killed} | ${late} | ${left} | ${score === undefined ? "-" : `${score.toFixed(1)} %`}`;
const row = (...cells) => `| ${cells.join(" | ")} |`;

const seenAt = ({ commit, isClean, day }) =>
  `\`${commit.slice(0, 10)}\`${isClean ? "" : " and changes beside it"}, ${day}`;

const roomRows = rooms.map((room) => {
  if (room.commit === undefined) return row(`\`lib/${room.name}\``, "not run", "- | - | - | -");
  const again =
    room.again === undefined ? "" : `; what was left, and what has changed, again at ${seenAt(room.again)}`;
  return row(`\`lib/${room.name}\``, seenAt(room) + again, shown(counted(room.files)));
});
const all = counted(files);
const topics = Object.entries(TOPICS).map(([name, paths]) => {
  const score = counted(files.filter(([file]) => paths.includes(file)));
  return { name, paths, ...score };
});
const topicRows = topics.map((topic) =>
  row(topic.name, topic.paths.map((file) => `\`${file.replace("lib/", "")}\``).join(", "), shown(topic)),
);
const low = files.map((entry) => [entry[0], counted([entry])]).filter(([, { score = 100 }]) => score < 90);
const lowRows = low.map(([file, score]) => row(`\`${file}\``, shown(score)));

const text = `# Proof

What shows that the gate neither passes what it must fail nor fails what it must pass, and how to see it again.

## Mutants of the pure rooms

StrykerJS ${version} changes one thing in the code at a time and runs the tests of the room on it. A mutant that no test notices
is *left*; one that makes the tests run on without end is killed *by time*. Texts for people are not mutated. Again: \`npm run mutation\`, which writes this page; \`npm run mutation -- verdict\`
runs one room alone, and \`--left\` behind it only what was left of it, after tests were added. It fails where fewer than ${ALL_AT_LEAST} % of all, or ${TOPIC_AT_LEAST} % of what the second table names, are killed.

| room | seen at | killed | of these by time | left | score |
|---|---|---|---|---|---|
${roomRows.join("\n")}
| all of the above | | ${shown(all)} |

| what | files | killed | of these by time | left | score |
|---|---|---|---|---|---|
${topicRows.join("\n")}

${
  low.length === 0
    ? "No file is below 90 %."
    : `Files below 90 %:

| file | killed | of these by time | left | score |
|---|---|---|---|---|
${lowRows.join("\n")}`
}

## Counts that the tests print

\`npm test\` prints these lines itself; they are not repeated here as figures, so that they cannot go stale.

| what | printed by |
|---|---|
| verdicts written by hand, held by the comparer | \`test/settings/compare/verdicts.test.ts\` |
| the same verdicts, held by real plans | \`test/plans/verdicts.test.ts\` |
| hostile texts and Unicode lookalikes through real plans and a real apply | \`test/plans/strings.test.ts\` |
| every fault of the simulator, by the plan's message | \`test/plans/faults.test.ts\` |
| generated documents, declarations and permutations | \`test/settings/*/*.properties.test.ts\` |
| generated pairs of declarations, weighed against one another | \`test/verdict/strictness.properties.test.ts\` |
| planted secrets searched for in everything written and printed | \`test/plans/secrecy.test.ts\` |
`;
writeFileSync(path("docs/proof.md"), text);
console.log(`mutation score ${shown(all)} (killed | of these by time | left | score)`);

const tooLow = topics.filter(({ score = 0 }) => score < TOPIC_AT_LEAST).map(({ name }) => name);
if ((all.score ?? 0) < ALL_AT_LEAST) tooLow.unshift("all rooms together");
if (tooLow.length > 0) {
  console.error(`error: too many mutants are left in: ${tooLow.join(", ")}`);
  process.exitCode = 1;
}
