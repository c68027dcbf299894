import { type VerdictRow, verdicts } from "../settings/verdicts.js";
import { addressOf, dataSource, statusOf, TestApp } from "./support.js";

const BATCH = 40;

function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** What Terraform says of each row, all rows in one plan. */
async function statusesOf(rows: readonly VerdictRow[]): Promise<readonly string[]> {
  const app = new TestApp();
  const addresses = rows.map(({ endpoint, live, declared }, index) =>
    addressOf(
      dataSource(app.stack, `row${index}`, endpoint, app.org({ [endpoint]: live })).expect(
        declared as object,
      ),
    ),
  );
  const status = statusOf(await app.synth().checks());
  return addresses.map((address) => status.get(address) ?? "no check");
}

test("Terraform's own verdict on every row is the one that was written by hand.", async () => {
  const wrong: string[] = [];
  let passed = 0;
  // Passing ones together: failing diagnostics are quadratic, passing ones are not.
  const passing = verdicts.filter(({ expect: expected }) => expected === "matches");
  const failing = verdicts.filter(({ expect: expected }) => expected !== "matches");
  for (const rows of [...batches(passing, 400), ...batches(failing, BATCH)]) {
    const statuses = await statusesOf(rows);
    for (const [index, row] of rows.entries()) {
      const expected = row.expect === "matches" ? "pass" : "fail";
      if (statuses[index] === expected) passed += 1;
      else wrong.push(`${row.endpoint}: ${row.title}: ${statuses[index]}, not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(passed).toBe(verdicts.length);
  console.info(`${verdicts.length} verdicts by Terraform: ${passing.length} pass, ${failing.length} fail`);
}, 180_000);
