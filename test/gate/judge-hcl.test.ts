import type { Evidence } from "../../lib/evidence/index.js";
import { judgeHcl } from "../../src/gate/judge-hcl.js";
import { readPlannedGates } from "../../src/gate/planned-gates.js";
import type { Diagnostic } from "../../src/terraform/index.js";
import * as fc from "../fast-check.js";

const OURS = "registry.terraform.io/cdktf-fullstory/fullstory";

const gate = (name: string, values: object, more: object = {}) => ({
  address: `data.fullstory_gate.${name}`,
  mode: "data",
  type: "fullstory_gate",
  name,
  provider_name: OURS,
  values,
  ...more,
});
const PASSES = { passed: true, checked: 2, failures: [] };

interface Parts {
  readonly blocks?: readonly string[];
  readonly read?: readonly object[];
  readonly changes?: readonly object[];
  readonly more?: object;
  readonly found?: Read;
}

function planJson({ blocks = ["g"], read = [gate("g", PASSES)], changes = [], more = {} }: Parts): object {
  const block = (name: string) => ({
    address: `data.fullstory_gate.${name}`,
    mode: "data",
    type: "fullstory_gate",
  });
  return {
    configuration: { root_module: { resources: blocks.map(block) } },
    prior_state: { values: { root_module: { resources: read } } },
    resource_changes: changes,
    ...more,
  };
}

type Read = ReadonlyMap<string, Pick<Evidence, "documents">>;

/** What was read of a gate, by the results of its fields. */
function readOf(
  ...results: readonly ["matches" | "differs" | "waived" | "tolerated", "error" | "warning"][]
) {
  const fields = results.map(([result, severity]) => ({ result, severity }));
  return { documents: [{ status: "read", fields }] } as unknown as ReturnType<Read["get"]> & object;
}
const UNREADABLE = { documents: [{ status: "unreadable", fields: [] }] } as unknown as ReturnType<
  typeof readOf
>;
const MATCHES = readOf(["matches", "error"]);
const ALL_MATCH: Read = new Map(
  ["g", "h", "a", "b", "c"].map((name) => [`data.fullstory_gate.${name}`, MATCHES]),
);

interface Given {
  readonly json: unknown;
  readonly diagnostics?: readonly Diagnostic[];
  readonly exitCode?: number;
  readonly read?: Read;
  readonly ephemerals?: readonly string[];
}

function judge(given: Given) {
  const { json, diagnostics = [], exitCode = 0, read = ALL_MATCH, ephemerals = [] } = given;
  const opened = ephemerals.map((address) => ({ address, type: "fullstory_gate" }));
  const linked = read as ReadonlyMap<string, Evidence>;
  return judgeHcl(
    { exitCode, diagnostics, json, opened },
    { gates: readPlannedGates({ json, opened }), linked },
  );
}

function judged(parts: Parts, diagnostics: readonly Diagnostic[] = [], exitCode = 0) {
  return judge({
    json: planJson(parts),
    diagnostics,
    exitCode,
    ...(parts.found === undefined ? {} : { read: parts.found }),
  });
}

const foundOf = (found: typeof MATCHES): Read => new Map([["data.fullstory_gate.g", found]]);
const verdictOf = (...given: Parameters<typeof judged>) => {
  const { verdict, problems } = judged(...given);
  return [verdict, ...problems.map(({ kind }) => kind)];
};

const error = (summary: string, address?: string): Diagnostic => ({
  severity: "error",
  summary,
  detail: "",
  ...(address === undefined ? {} : { address }),
});
const DRIFT = error("fullstory: drift, record_geo_mode differs", "data.fullstory_gate.g");

describe("a plan whose gate", () => {
  test.each<[string, Parts, readonly string[]]>([
    ["passed is a match", {}, ["match"]],
    [
      "checked nothing is undecided",
      { read: [gate("g", { ...PASSES, checked: 0 })] },
      ["undecided", "nothing checked"],
    ],
    ["says nothing is undecided", { read: [gate("g", { passed: null })] }, ["undecided", "not evaluated"]],
    [
      "says 'true' as text is undecided",
      { read: [gate("g", { ...PASSES, passed: "true" })] },
      ["undecided", "not evaluated"],
    ],
    ["is not there is undecided", { read: [] }, ["undecided", "not evaluated"]],
    [
      "did not pass and says nothing is undecided",
      { read: [gate("g", { ...PASSES, passed: false })] },
      ["undecided", "not evaluated"],
    ],
    [
      "reports a difference is drift, which its evidence tells",
      { read: [gate("g", { ...PASSES, passed: false })], found: foundOf(readOf(["differs", "error"])) },
      ["drift"],
    ],
    [
      "differs, and only warns, is a match",
      {
        read: [gate("g", { ...PASSES, passed: false })],
        found: foundOf(readOf(["differs", "warning"], ["matches", "error"])),
      },
      ["match"],
    ],
    [
      "only warns, and says that something fails, is undecided",
      {
        read: [gate("g", { ...PASSES, passed: false, failures: ["x"] })],
        found: foundOf(readOf(["differs", "warning"])),
      },
      ["undecided", "not evaluated"],
    ],
    [
      "is only stricter, as allowed, is a match",
      { read: [gate("g", { ...PASSES, passed: false })], found: foundOf(readOf(["tolerated", "error"])) },
      ["match"],
    ],
    [
      "did not pass, though all is waived, is undecided",
      { read: [gate("g", { ...PASSES, passed: false })], found: foundOf(readOf(["waived", "error"])) },
      ["undecided", "not evaluated"],
    ],
    [
      "passed, and whose evidence differs, is undecided",
      { found: foundOf(readOf(["differs", "error"])) },
      ["undecided", "disagreement"],
    ],
    [
      "passed, and whose document could not be read, is undecided",
      { found: foundOf(UNREADABLE) },
      ["undecided", "disagreement"],
    ],
    ["has values of another plan is undecided", { found: new Map() }, ["undecided", "not evaluated"]],
    [
      "passed in an earlier apply, and is now read later, is undecided",
      { changes: [gate("g", {}, { action_reason: "read_because_dependency_pending" })] },
      ["undecided", "not evaluated"],
    ],
    [
      "was answered by another provider is undecided",
      { read: [gate("g", PASSES, { provider_name: "registry.example/cdktf-fullstory/fullstory" })] },
      ["undecided", "not evaluated"],
    ],
    [
      "is not in the configuration is undecided",
      { blocks: [], read: [gate("g", PASSES)] },
      ["undecided", "not evaluated"],
    ],
    [
      "is one of two, of which one is missing, is undecided",
      { blocks: ["g", "h"] },
      ["undecided", "not evaluated"],
    ],
    [
      "stands in an incomplete plan is undecided",
      { more: { complete: false } },
      ["undecided", "not evaluated"],
    ],
    ["does not exist is undecided", { blocks: [], read: [] }, ["undecided", "nothing checked"]],
  ])("%s", (_name, parts, expected) => {
    expect(verdictOf(parts)).toEqual(expected);
  });
});

test("gates of modules count, whatever the keys of their instances hold", () => {
  const address = 'module.a["x.y]\\"["].data.fullstory_gate.g[0]';
  const plan = (values: object) => ({
    configuration: {
      root_module: {
        module_calls: {
          a: {
            module: {
              resources: [{ address: "data.fullstory_gate.g", mode: "data", type: "fullstory_gate" }],
            },
          },
        },
      },
    },
    prior_state: {
      values: { root_module: { child_modules: [{ resources: [gate("g", values, { address })] }] } },
    },
  });
  const verdict = (values: object) =>
    judge({ json: plan(values), read: new Map([[address, MATCHES]]) }).verdict;
  expect(verdict(PASSES)).toBe("match");
  expect(verdict({ ...PASSES, checked: 0 })).toBe("undecided");
});

describe("a plan that failed", () => {
  test.each<[string, readonly Diagnostic[], readonly string[]]>([
    ["with drift only is drift", [DRIFT], ["drift", "drift"]],
    [
      "with drift and something else is undecided",
      [DRIFT, error("Invalid index")],
      ["undecided", "drift", "plan failed"],
    ],
    [
      "with drift beside an unreadable document is undecided",
      [DRIFT, error("fullstory: unreadable, nothing was checked", "data.fullstory_gate.h")],
      ["undecided", "drift", "unreadable"],
    ],
    [
      "with words of drift that no gate said is undecided",
      [error("fullstory: drift, or so", "data.http.x")],
      ["undecided", "plan failed"],
    ],
    ["without a word is undecided", [], ["undecided", "plan failed"]],
  ])("%s", (_name, diagnostics, expected) => {
    expect(verdictOf({}, diagnostics, 1)).toEqual(expected);
    // Terraform 1.5 leaves no plan behind.
    const bare = judge({ exitCode: 1, diagnostics, json: undefined, read: new Map() });
    expect(bare.verdict).toBe(expected[0]);
  });
});

test("a folder with ephemeral gates only is told apart from one without a gate", () => {
  const { verdict, problems } = judge({
    json: planJson({ blocks: [], read: [] }),
    ephemerals: ["ephemeral.fullstory_gate.e"],
  });
  expect(verdict).toBe("undecided");
  expect(problems[0]?.headline).toBe("the folder has ephemeral gates only, which leave nothing in a plan");
  expect(problems[0]?.details[0]).toContain("ephemeral.fullstory_gate.e");
});

test("law: a match only if every declared gate was read by the attached provider, passed and checked something", () => {
  const NAMES = ["a", "b", "c"] as const;
  const mostly = <T>(usual: T, ...rest: readonly T[]) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom(...rest) },
    );
  const instance = fc.record({
    name: fc.constantFrom(...NAMES),
    values: fc.record({
      passed: mostly<unknown>(true, false, null, "true"),
      checked: mostly<unknown>(1, 0, null, -1, "2"),
    }),
    found: mostly<typeof MATCHES | undefined>(MATCHES, undefined, readOf(["differs", "error"]), UNREADABLE),
    provider: mostly(OURS, "registry.terraform.io/other/fullstory"),
  });
  const parts = fc.record({
    // Those that were read, where there is none.
    declared: fc.option(fc.uniqueArray(fc.constantFrom(...NAMES))),
    read: fc.uniqueArray(instance, { selector: ({ name }) => name }),
    pending: mostly<readonly string[]>([], ["a"], ["c"]),
    exitCode: mostly(0, 2, 1),
    errors: mostly<readonly Diagnostic[]>([], [DRIFT], [error("x")]),
  });
  let matches = 0;
  fc.assert(
    fc.property(parts, ({ declared, read, pending, exitCode, errors }) => {
      const blocks: readonly string[] = declared ?? read.map(({ name }) => name);
      const { verdict } = judged(
        {
          blocks,
          read: read.map(({ name, values: given, provider }) =>
            gate(name, given, { provider_name: provider }),
          ),
          changes: pending.map((name) => gate(name, {})),
          found: new Map(
            read.flatMap(({ name, found }) =>
              found === undefined ? [] : [[`data.fullstory_gate.${name}`, found]],
            ),
          ),
        },
        errors,
        exitCode,
      );
      const isSound =
        exitCode !== 1 &&
        errors.length === 0 &&
        pending.length === 0 &&
        read.length > 0 &&
        blocks.length === read.length &&
        read.every(
          ({ name, values: { passed, checked }, provider, found }) =>
            found === MATCHES &&
            blocks.includes(name) &&
            passed === true &&
            typeof checked === "number" &&
            checked > 0 &&
            provider === OURS,
        );
      expect(verdict === "match").toBe(isSound);
      if (isSound) matches += 1;
    }),
    { numRuns: 3000 },
  );
  expect(matches).toBeGreaterThan(0);
});

test("OpenTofu's plan names its own registry, and does not say whether it is complete", () => {
  const tofu = "registry.opentofu.org/cdktf-fullstory/fullstory";
  const json = planJson({ read: [gate("g", PASSES, { provider_name: tofu })] });
  expect(json).not.toHaveProperty("complete");
  expect(judge({ json }).verdict).toBe("match");
});

test("law: no JSON at all makes the judge pass or throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const { verdict } = judge({ json });
      expect(verdict).toBe("undecided");
    }),
  );
});
