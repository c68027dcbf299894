import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { FullstoryError, FullstoryGate, FullstoryOrg, synth } from "../../lib/index.js";
import { planDir, statusOf, temporaryFolder } from "../plans/support";
import { asDeclared, ManyOrgs } from "./many-orgs";

const KEYS = Array.from({ length: 100 }, (_, index) => `org-${index}`);
/** One key is refused, one host page is no JSON, one answer has another shape. */
const FAILING = {
  "org-7": [403, '{"message":"no","code":"forbidden"}'],
  "org-42": [200, "<html>maintenance</html>"],
  "org-93": [200, "[]"],
} as const;
const FAILED = Object.keys(FAILING);
/** Enough for one stack: Terraform needs its seconds for each hundred data sources. */
const IN_ONE_STACK = [...FAILED, ...KEYS.slice(50, 59)];

let host: ManyOrgs;

beforeAll(async () => {
  host = await ManyOrgs.start(temporaryFolder(), FAILING);
});

afterAll(() => host.stop());

function gated(scope: TerraformStack, key: string, onReadError: "plan" | "synth" = "plan"): void {
  const org = new FullstoryOrg(scope, key, { apiKey: key, baseUrl: host.url, alias: key, onReadError });
  new FullstoryGate(scope, `${key}-gate`, { ...asDeclared, org });
}

interface Evidence {
  readonly outcome: string;
  readonly documents: readonly { readonly status: string }[];
  readonly findings: readonly object[];
}

const read = (outdir: string, stack: string, file: string): string =>
  readFileSync(path.join(outdir, "stacks", stack, file), "utf8");

describe("A hundred orgs of which three cannot be read", () => {
  it("in a stack each: the three are unreadable, nothing of them passes, and the rest is unaffected", async () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    for (const key of KEYS) gated(new TerraformStack(app, key), key);
    await synth(app);
    const evidence = new Map(
      KEYS.map((key) => [key, JSON.parse(read(outdir, key, "fullstory.evidence.json")) as Evidence]),
    );
    const unreadable = KEYS.filter((key) => evidence.get(key)?.outcome === "unreadable");
    expect(unreadable).toEqual(FAILED);
    expect(KEYS.filter((key) => evidence.get(key)?.outcome === "pass")).toHaveLength(97);
    for (const key of FAILED) {
      expect(evidence.get(key)?.findings).toEqual([]);
      expect(evidence.get(key)?.documents.map(({ status }) => status)).toEqual(Array(8).fill("unreadable"));
    }
    const plans = await Promise.all(
      ["org-7", "org-8"].map((key) => planDir(path.join(outdir, "stacks", key))),
    );
    expect(plans.map(({ exitCode }) => exitCode)).toEqual([1, 0]);
  });

  it("in one stack: one plan names all three together, and every other data source passes", async () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "all");
    for (const key of IN_ONE_STACK) gated(stack, key);
    await synth(app);
    const { exitCode, checks, diagnostics } = await planDir(path.join(outdir, "stacks", "all"));
    expect(exitCode).toBe(1);
    const orgOf = (address: string): string =>
      `org-${/^data\.null_data_source\.org-(\d+)-gate/.exec(address)?.[1]}`;
    const failed = [...statusOf(checks)].filter(([, status]) => status !== "pass");
    expect(checks).toHaveLength(8 * IN_ONE_STACK.length);
    expect(failed).toHaveLength(24);
    expect([...new Set(failed.map(([address]) => orgOf(address)))].sort()).toEqual([...FAILED].sort());
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(24);
    for (const { detail } of errors) expect(detail).toMatch(/^fullstory: unreadable/);
    const named = errors.map(({ detail }) => /Org +not known; declared as all\/(org-\d+)/.exec(detail)?.[1]);
    expect([...new Set(named)].sort()).toEqual([...FAILED].sort());
    // Terraform's JSON names the data source of a failed postcondition only in the snippet's context.
    const contexts = errors.map(({ snippet }) => snippet?.context ?? "");
    for (const key of FAILED) expect(contexts.some((context) => context.includes(`.${key}-gate`))).toBe(true);
  });

  it("with onReadError synth: one error names all three together, and no stack of theirs is written", async () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir });
    for (const key of KEYS) gated(new TerraformStack(app, key), key, "synth");
    const error: unknown = await synth(app).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FullstoryError);
    const { message } = error as FullstoryError;
    for (const key of FAILED) expect(message).toContain(key);
    for (const key of FAILED) expect(() => read(outdir, key, "cdk.tf.json")).toThrow(/ENOENT/);
  });
});
