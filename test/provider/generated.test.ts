import { toHclPath } from "../../lib/messages/index.js";
import { compareDocument } from "../../lib/settings/compare/compare.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpointNames, endpoints } from "../../lib/settings/endpoints/endpoints.js";
import * as fc from "../fast-check.js";
import { answers as bodies } from "../settings/generated.js";
import { nodesOf } from "../settings/generated-declarations.js";
import { type Answers, startAnswers } from "./answers.js";
import { CalledProvider } from "./protocol.js";
import { type FoundInHcl, type Row, type RowVerdict, verdictsInHcl } from "./rows.js";
import { type Bench, startBench } from "./support.js";

/** All of them over the plugin protocol, without Terraform. */
const ROWS = 1_000;
/** The first of them in real plans as well; FULLSTORY_GENERATED=1000 plans all. */
const PLANNED = Number(process.env["FULLSTORY_GENERATED"] ?? 50);
const BATCH = 100;

let bench: Bench;
let answers: Answers;
beforeAll(async () => {
  bench = await startBench();
  answers = await startAnswers();
});
afterAll(() => answers.stop());

const nodes = new Map(endpointNames.map((name) => [name, nodesOf(name)]));

interface ExpectedRow extends Row {
  /** What the comparer of the constructs finds. */
  readonly own: readonly string[];
}

const rows: fc.Arbitrary<ExpectedRow> = bodies
  .chain(([endpoint, live]) =>
    (nodes.get(endpoint) ?? nodesOf(endpoint)).map((declared) => withExpected({ endpoint, live, declared })),
  )
  .filter((row) => row !== undefined);

function withExpected(row: Row): ExpectedRow | undefined {
  const own = expected(row);
  return own === undefined ? undefined : { ...row, own };
}

function expected({ endpoint, live, declared }: Row): readonly string[] | undefined {
  const decoded = decodeDocument(endpoint, live);
  if (!decoded.ok) return undefined;
  const { fields, problems } = compareDocument(endpoints[endpoint], decoded.value, declared);
  if (problems.length > 0) return undefined;
  const { document } = endpoints[endpoint];
  return fields
    .flatMap(({ findings }) =>
      findings.map((finding) => named({ ...finding, direction: finding.direction ?? null }, document)),
    )
    .sort();
}

function named(found: FoundInHcl, document = endpoints.geo.document): string {
  return `${toHclPath(document, found.path)} ${found.result} ${found.kind} ${found.direction}`;
}

const seed = Number(process.env["FULLSTORY_SEED"] ?? 20_261_129);
const usable = fc.sample(rows, { numRuns: ROWS, seed });

/** What the gate and drift() say otherwise than the comparer of the constructs. */
function faultsIn(row: ExpectedRow, { passed, findings, drift }: RowVerdict): readonly string[] {
  const { document } = endpoints[row.endpoint];
  const { own } = row;
  const faults = passed === (own.length === 0) ? [] : [`passed is ${passed}`];
  for (const [name, found] of Object.entries({ findings, drift })) {
    const said = found.map((each) => named(each, document)).sort();
    // Terraform changes a text on its way from the data source to drift(), which must not pass then.
    if (name === "drift" && found.some(({ note }) => /text that Terraform has changed/.test(note ?? "")))
      continue;
    if (JSON.stringify(said) !== JSON.stringify(own)) faults.push(`${name}: ${said} instead of ${own}`);
  }
  return faults.map((fault) => `seed ${seed}, row ${usable.indexOf(row)}, ${row.endpoint}: ${fault}`);
}

const NONE: RowVerdict = { passed: false, findings: [], drift: [] };

test("1,000 generated declarations: the constructs' comparer, the gate and drift() find the same.", async () => {
  const called = new CalledProvider(answers);
  const wrong: string[] = [];
  for (const [index, row] of usable.entries()) {
    // Every second declaration is handed over as JSON text.
    wrong.push(...faultsIn(row, await called.verdictOf(row, index % 2 === 1)));
  }
  expect(wrong).toEqual([]);
}, 600_000);

test("The same in real plans.", async () => {
  const wrong: string[] = [];
  for (let start = 0; start < PLANNED; start += BATCH) {
    const batch = usable.slice(start, Math.min(start + BATCH, PLANNED));
    const verdicts = await verdictsInHcl(bench, answers, batch);
    batch.forEach((row, index) => {
      wrong.push(...faultsIn(row, verdicts[index] ?? NONE));
    });
  }
  expect(wrong).toEqual([]);
}, 600_000);
