import { TerraformVariable } from "cdktf";
import { readReference } from "../../lib/synthesis/reference-reader.js";
import { startFullstoryProvider } from "../../src/provider/index.js";
import { readChecks, withPlanFile } from "../../src/terraform/index.js";
import { type Answers, startAnswers } from "../provider/answers.js";
import { verdicts } from "../settings/verdicts.js";
import { every, lookalikes, texts } from "./hostile.js";
import { terraformFor } from "./plan-time.js";
import { dataSource, statusOf, TestApp } from "./support.js";

let answers: Answers;
let provider: Awaited<ReturnType<typeof startFullstoryProvider>>;
beforeAll(async () => {
  answers = await startAnswers();
  provider = await startFullstoryProvider({ env: { FULLSTORY_BASE_URL: answers.url } });
});
afterAll(async () => {
  await provider.stop();
  await answers.stop();
});

/** A stack whose orgs Terraform reads, each with a document of its own. */
class PlannedApp extends TestApp {
  private readonly expected = new Map<string, readonly [title: string, status: string]>();
  private keys = 0;

  reads(live: unknown) {
    this.keys += 1;
    const key = new TerraformVariable(this.stack, `key${this.keys}`, {
      default: answers.keyFor(live),
      sensitive: true,
    });
    return this.org(undefined, { readAt: "plan", apiKey: key.stringValue });
  }

  expects(title: string, status: "pass" | "fail", source: ReturnType<typeof dataSource>): void {
    this.expected.set(`data.fullstory_gate.${source.friendlyUniqueId}`, [title, status]);
  }

  /** Where Terraform's verdict is another one. */
  async wrong(): Promise<readonly string[]> {
    const terraform = await terraformFor(this.synth(), { provider });
    const checks = await withPlanFile(async (out) => {
      await terraform.plan({ out });
      return readChecks((await terraform.show(out)).json);
    });
    const status = statusOf(checks);
    return [...this.expected].flatMap(([address, [title, expected]]) =>
      status.get(address) === expected ? [] : [`${title}: ${status.get(address)}, not ${expected}`],
    );
  }
}

/** What Terraform does with a stack grows faster than the stack. */
const ROWS_OF_A_STACK = 64;
const stacks = Array.from({ length: Math.ceil(verdicts.length / ROWS_OF_A_STACK) }, (_, index) =>
  verdicts.slice(index * ROWS_OF_A_STACK, (index + 1) * ROWS_OF_A_STACK),
);

test("What Terraform reads has the verdict that was written by hand, on every row.", async () => {
  for (const rows of stacks) {
    const made = new PlannedApp();
    for (const [index, { title, endpoint, live, declared, expect: expected }] of rows.entries()) {
      const source = dataSource(made.stack, `row${index}`, endpoint, made.reads(live));
      const status = expected === "matches" ? "pass" : "fail";
      made.expects(`${endpoint}: ${title}`, status, source.expect(declared as object));
    }
    expect(await made.wrong()).toEqual([]);
  }
}, 300_000);

test("A hostile text arrives at the provider letter by letter, in every string of every document.", async () => {
  const made = new PlannedApp();
  const declare = (title: string, live: string, declared: string) => {
    // One answer serves all endpoints: each takes the keys that it knows.
    const org = made.reads(Object.assign({}, ...every.map(({ document }) => document(live))));
    for (const { endpoint, platform, document } of every) {
      const source = dataSource(made.stack, `${title}_${endpoint}`, endpoint, org, platform);
      const status = live === declared ? "pass" : "fail";
      made.expects(
        `${title} ${endpoint} ${declared.slice(0, 40)}`,
        status,
        source.expect(document(declared)),
      );
    }
  };
  const plain = texts.filter((text) => readReference(text) === undefined);
  for (const [index, text] of plain.entries()) declare(`t${index}`, text, text);
  for (const [index, [, a, b]] of lookalikes.entries()) declare(`differ${index}`, a, b);
  expect(await made.wrong()).toEqual([]);
}, 300_000);
