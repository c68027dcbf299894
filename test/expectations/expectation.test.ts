import { type ExpectOptions, readExpectation } from "../../lib/expectations/expectation.js";
import { readAlways, readChangedOnlyBy } from "../../lib/expectations/history-expectation.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";

const reference = () => undefined;
const about = { document: endpoints.geo.document, constructPath: "web/gate", location: undefined };
const declared = { recordGeoMode: "GEO_ALL" };
const waiver = { path: "recordGeoMode", observed: "0".repeat(32), reason: "r", expires: "2026-12-20" };

const expectation = (options: object, more: object = {}) =>
  readExpectation({ ...about, declared, options: options as ExpectOptions, ...more }, reference);

const problemsIn = ({ problems }: { readonly problems: readonly { path: string; message: string }[] }) =>
  problems.map(({ path, message }) => `${path}: ${message}`);

test("A declaration that is right has no problem, and says where it was made.", () => {
  const location = { file: "web.ts", line: 3 };
  const made = expectation({ severity: "warning", onTightened: "error", because: "why" }, { location });
  expect(made).toMatchObject({ problems: [], constructPath: "web/gate", location, node: { kind: "object" } });
  expect(expectation({})).not.toHaveProperty("location");
});

test.each<[string, object, string]>([
  ["an option that there is not", { sevrity: "error" }, "sevrity: no such option of expect"],
  ["a severity that there is not", { severity: "info" }, 'severity: must be "error" or "warning"'],
  ["no severity for what is stricter", { onTightened: false }, 'onTightened: must be "error" or "warning"'],
  ["an empty reason", { because: " " }, "because: must be a sentence"],
  ["a reason that is no text", { because: 3 }, "because: must be a sentence"],
  ["waivers that are no list", { waivers: waiver }, "waivers: must be a list"],
])("%s is a problem.", (_what, options, problem) => {
  expect(problemsIn(expectation(options))).toEqual([problem]);
});

test("Problems of the declaration and of the options are told together, and nothing is compared then.", () => {
  const made = expectation({ severity: "info" }, { declared: { recordGeoMood: "x" } });
  expect(made.problems.map(({ path }) => path)).toEqual(["recordGeoMood", "severity"]);
  expect(made).not.toHaveProperty("node");
});

test("Waivers are copied: what is changed later in the code does not count.", () => {
  const waivers = [{ ...waiver }];
  const made = expectation({ waivers });
  for (const each of waivers) each.path = "recordGeoZones";
  waivers.length = 0;
  expect(made.options.waivers).toEqual([waiver]);
  expect(expectation({}).options).toEqual({});
});

const always = (since: unknown, more: object = {}) =>
  readAlways({ ...about, declared, options: { since: since as string, ...more } }, reference);
const changedOnlyBy = (actors: unknown, options: object = {}) =>
  readChangedOnlyBy({ ...about, declared: actors, options: { since: "2026-01-31", ...options } });

test("A statement about versions holds its date, and no option that the judge does not know.", () => {
  expect(always("2026-01-31")).toMatchObject({
    problems: [],
    over: { kind: "always", since: "2026-01-31T00:00:00.000Z" },
    options: {},
  });
  expect(always("2026-01-31T10:00:00+02:00").over?.since).toBe("2026-01-31T08:00:00.000Z");
  expect(changedOnlyBy(["a@x.example", "b@x.example"], { allowEmpty: true, severity: "warning" })).toEqual({
    problems: [],
    constructPath: "web/gate",
    options: { severity: "warning" },
    over: {
      kind: "changed-only-by",
      since: "2026-01-31T00:00:00.000Z",
      actors: new Set(["a@x.example", "b@x.example"]),
      allowEmpty: true,
    },
  });
  expect(changedOnlyBy(["a"]).over).toMatchObject({ allowEmpty: false });
  expect(changedOnlyBy(["a"], { allowEmpty: "yes" }).over).toMatchObject({ allowEmpty: false });
});

test.each([undefined, "soon", 5, "2026-02-31"])("%p is no date since when something must hold.", (since) => {
  const problem = { path: "since", message: expect.stringContaining("must be a date") };
  expect(always(since).problems).toEqual([problem]);
  expect(always(since).over?.since).toBe("1970-01-01T00:00:00Z");
  expect(changedOnlyBy(["a"], { since }).problems).toEqual([problem]);
});

test("A date in the future is refused, since nothing could fail.", () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect(always(tomorrow).problems).toEqual([
    { path: "since", message: expect.stringContaining("lies in the future") },
  ]);
  expect(always(new Date(Date.now() - 1_000).toISOString()).problems).toEqual([]);
});

test("What is wrong with declaration, options and date is told together.", () => {
  const made = readAlways(
    { ...about, declared: { recordGeoMood: "x" }, options: { since: "soon", severity: "info" as "error" } },
    reference,
  );
  expect(made.problems.map(({ path }) => path)).toEqual(["recordGeoMood", "severity", "since"]);
  expect(changedOnlyBy([], { since: "soon", severity: "info" }).problems.map(({ path }) => path)).toEqual([
    "severity",
    "since",
    "actors",
  ]);
});

test.each<[string, unknown]>([
  ["no list", "a@x.example"],
  ["nobody", []],
  ["a name that is empty", ["a@x.example", " "]],
  ["something that is no text", ["a@x.example", 3]],
])("Changes may not be by %s.", (_what, actors) => {
  expect(problemsIn(changedOnlyBy(actors))).toEqual(["actors: must be a list of addresses, at least one"]);
});
