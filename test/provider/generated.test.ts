import { hclPath } from "../../lib/messages/index.js";
import { compareDocument } from "../../lib/settings/compare/compare.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import * as fc from "../fast-check.js";
import { answers as bodies } from "../settings/generated.js";
import { nodesOf } from "../settings/generated-declarations.js";
import { type Answers, startAnswers } from "./answers.js";
import { type FoundInHcl, type Row, verdictsInHcl } from "./rows.js";
import { type Bench, startBench } from "./support.js";

/** FULLSTORY_GENERATED=1000 makes as many rows in as many plans as it takes. */
const ROWS = Number(process.env["FULLSTORY_GENERATED"] ?? 100);
const BATCH = 100;

let bench: Bench;
let answers: Answers;
beforeAll(async () => {
  bench = await startBench();
  answers = await startAnswers();
});
afterAll(() => answers.stop());

const rows: fc.Arbitrary<Row> = bodies.chain(([endpoint, live]) =>
  nodesOf(endpoint).map((declared) => ({ endpoint, live, declared })),
);

/** What the comparer of the constructs finds. */
function expected({ endpoint, live, declared }: Row): readonly string[] | undefined {
  const decoded = decodeDocument(endpoint, live);
  if (!decoded.ok) return undefined;
  const { fields, problems } = compareDocument(endpoints[endpoint], decoded.value, declared);
  if (problems.length > 0) return undefined;
  const { document } = endpoints[endpoint];
  return fields.flatMap(({ findings }) =>
    findings.map((finding) => named({ ...finding, direction: finding.direction ?? null }, document)),
  );
}

function named(found: FoundInHcl, document = endpoints.geo.document): string {
  return `${hclPath(document, found.path)} ${found.result} ${found.kind} ${found.direction}`;
}

test("Generated declarations: the constructs' comparer, the gate and drift() find the same.", async () => {
  const seed = Number(process.env["FULLSTORY_SEED"] ?? 20_261_129);
  const made = fc.sample(rows, { numRuns: ROWS * 3, seed });
  const usable = made.filter((row) => expected(row) !== undefined).slice(0, ROWS);
  const wrong: string[] = [];
  for (let start = 0; start < usable.length; start += BATCH) {
    const batch = usable.slice(start, start + BATCH);
    const verdicts = await verdictsInHcl(bench, answers, batch);
    batch.forEach((row, index) => {
      const { document } = endpoints[row.endpoint];
      const own = [...(expected(row) ?? [])].sort();
      const { findings = [], drift = [], passed } = verdicts[index] ?? {};
      for (const [name, found] of Object.entries({ findings, drift })) {
        const said = found.map((each) => named(each, document)).sort();
        // Terraform has changed a text on its way from the data source to drift(), which must not pass then.
        if (name === "drift" && found.some(({ note }) => /text that Terraform has changed/.test(note ?? "")))
          continue;
        if (JSON.stringify(said) !== JSON.stringify(own))
          wrong.push(
            `seed ${seed}, row ${start + index}, ${row.endpoint}, ${name}: ${said} instead of ${own}`,
          );
      }
      if (passed !== (own.length === 0))
        wrong.push(`seed ${seed}, row ${start + index}: passed is ${passed}`);
    });
  }
  expect(wrong).toEqual([]);
  expect(usable.length).toBe(ROWS);
}, 600_000);
