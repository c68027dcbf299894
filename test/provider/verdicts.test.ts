import { toHclPath } from "../../lib/messages/index.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { normalized } from "../settings/support.js";
import { type VerdictRow, verdicts } from "../settings/verdicts.js";
import { type Answers, startAnswers } from "./answers.js";
import { type FoundInHcl, type RowVerdict, verdictsInHcl } from "./rows.js";
import { type Bench, startBench } from "./support.js";

const BATCH = 120;
const RANK = ["loosened", "unclear", "tightened"];

let bench: Bench;
let answers: Answers;
beforeAll(async () => {
  bench = await startBench();
  answers = await startAnswers();
});
afterAll(() => answers.stop());

/** What is wrong with what HCL says of a row; nothing if it is what was written by hand. */
function faultsIn(row: VerdictRow, { passed, findings, drift }: RowVerdict): readonly string[] {
  const faults: string[] = [];
  const expected = row.expect === "matches";
  if (passed !== expected) faults.push(`passed is ${passed}`);
  for (const [name, found] of Object.entries({ findings, drift })) {
    const result = resultOf(found);
    if (result !== row.expect) faults.push(`${name}: ${result}`);
    if (row.direction !== undefined && worst(found) !== row.direction)
      faults.push(`${name}: ${worst(found)}`);
    const path = row.path === undefined ? undefined : toHclPath(endpoints[row.endpoint].document, row.path);
    if (path !== undefined && !found.some((each) => each.path === path || each.kind === "unreadable"))
      faults.push(`${name}: no ${path} in ${found.map((each) => each.path).join(" ")}`);
  }
  return faults;
}

function resultOf(found: readonly FoundInHcl[]): string {
  if (found.some(({ result }) => result === "differs")) return "differs";
  return found.length > 0 ? "not-checked" : "matches";
}

function worst(found: readonly FoundInHcl[]): string | undefined {
  return RANK.find((direction) => found.some((each) => each.direction === direction));
}

test("HCL's verdict on every row is the one that was written by hand, for the gate and for drift().", async () => {
  const rows = verdicts.filter(({ endpoint, live }) => decodeDocument(endpoint, live).ok);
  const wrong: string[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const found = await verdictsInHcl(
      bench,
      answers,
      batch.map(({ endpoint, live, declared }) => ({
        endpoint,
        live,
        declared: normalized(endpoint, declared),
      })),
    );
    batch.forEach((row, index) => {
      const verdict = found[index];
      const faults = verdict === undefined ? ["no verdict"] : faultsIn(row, verdict);
      if (faults.length > 0) wrong.push(`${row.endpoint}: ${row.title}: ${faults.join("; ")}`);
    });
  }
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(200);
  console.info(`${rows.length} verdicts in HCL`);
}, 300_000);
