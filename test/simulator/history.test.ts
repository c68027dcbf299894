import { isArray, isObject, type JsonObject } from "../../src/simulator/json";
import { ask, SETTINGS, sharedSimulator } from "./support";

const simulator = sharedSimulator();

const HISTORIES = [
  ["blocking", undefined],
  ["domain", "web"],
  ["domain", "mobile"],
  ["geo", undefined],
  ["privacy", undefined],
  ["features", "web"],
  ["features", "mobile"],
  ["targeting", undefined],
] as const;

interface Walk {
  readonly versions: JsonObject[];
  readonly pageSizes: number[];
  readonly tokens: string[];
}

/** All pages of a history, with the spelling of token that the test wants in the query and in the answer. */
async function walk(path: string, queryKey: string, answerKey: string): Promise<Walk> {
  const found: Walk = { versions: [], pageSizes: [], tokens: [] };
  for (let token: string | undefined; ; ) {
    const separator = path.includes("?") ? "&" : "?";
    const { json } = await ask(
      simulator(),
      token === undefined ? path : `${path}${separator}${queryKey}=${token}`,
    );
    const versions = isArray(json["versions"]) ? json["versions"].filter(isObject) : [];
    found.versions.push(...versions);
    found.pageSizes.push(versions.length);
    const next = json[answerKey];
    if (typeof next !== "string" || next === "") return found;
    found.tokens.push(next);
    token = next;
  }
}

describe.each(HISTORIES)("the history of %s (%s)", (document, platform) => {
  const options = platform === undefined ? {} : { platform };
  const query = platform === undefined ? "" : `platform=${platform}`;
  const path = `${SETTINGS}/${document}/history`;

  beforeEach(() =>
    simulator().seedHistory(
      document,
      Array.from({ length: 47 }, (_, age) => ({ settings: { age } })),
      options,
    ),
  );

  test.each([
    ["pagination_token", "next_pagination_token"],
    ["paginationToken", "nextPaginationToken"],
  ] as const)("pages through all versions with %s and %s, newest first", async (queryKey, answerKey) => {
    await simulator().configure({ paginationSpelling: answerKey });
    const usual = await walk(`${path}?${query}`, queryKey, answerKey);
    expect(usual.pageSizes).toEqual([20, 20, 7]);
    expect(usual.versions.map(({ age }) => age)).toEqual(Array.from({ length: 47 }, (_, age) => age));
    const dates = usual.versions.map(({ metadata }) => (isObject(metadata) ? metadata["lastUpdated"] : ""));
    expect(dates).toEqual([...dates].sort().reverse());
    const single = await walk(`${path}?${query}&limit=1`, queryKey, answerKey);
    expect(single.versions).toEqual(usual.versions);
    expect(new Set(single.tokens).size).toBe(46);
    const whole = await walk(`${path}?${query}&limit=100`, queryKey, answerKey);
    expect(whole.pageSizes).toEqual([47]);
  });

  test("starts with the current document", async () => {
    await simulator().set(document, { age: "new" }, options);
    const current = await ask(simulator(), `${SETTINGS}/${document}?${query}`);
    const { json } = await ask(simulator(), `${path}?${query}&limit=1`);
    expect(json["versions"]).toEqual([current.json]);
  });
});

test("a page has 20 versions unless limit says otherwise, from 1 to 100", async () => {
  await simulator().seedHistory(
    "geo",
    Array.from({ length: 150 }, () => ({ settings: {} })),
  );
  const size = async (query: string) => {
    const { json } = await ask(simulator(), `${SETTINGS}/geo/history${query}`);
    return isArray(json["versions"]) ? json["versions"].length : undefined;
  };
  expect(await size("")).toBe(20);
  expect(await size("?limit=100")).toBe(100);
});

test.each(["0", "101", "-1", "1.5", "ten", "", "1e1", "%31%30x"])(
  "a limit of %p is refused",
  async (limit) => {
    const reply = await ask(simulator(), `${SETTINGS}/geo/history?limit=${limit}`);
    expect(reply).toMatchObject({
      status: 400,
      json: { code: "required_field", message: expect.stringContaining("limit") },
    });
  },
);

test("a token says nothing about positions, and is refused by every history but its own", async () => {
  const first = await ask(simulator(), `${SETTINGS}/privacy/history?limit=1`);
  const token = String(first.json["next_pagination_token"]);
  expect(token).toMatch(/^v[0-9a-f]{16}$/);
  expect((await ask(simulator(), `${SETTINGS}/privacy/history?pagination_token=${token}`)).status).toBe(200);
  for (const [document, foreign] of [
    ["blocking", token],
    ["privacy", "v1"],
    ["privacy", ""],
  ]) {
    const reply = await ask(simulator(), `${SETTINGS}/${document}/history?pagination_token=${foreign}`);
    expect(reply).toMatchObject({ status: 400, json: { code: "required_field" } });
  }
});

test("a version made while someone pages neither shifts nor repeats the pages that follow", async () => {
  await simulator().seedHistory(
    "geo",
    [1, 2, 3].map((age) => ({ settings: { age } })),
  );
  const first = await ask(simulator(), `${SETTINGS}/geo/history?limit=2`);
  await simulator().set("geo", { age: 0 });
  const token = String(first.json["next_pagination_token"]);
  const second = await ask(simulator(), `${SETTINGS}/geo/history?limit=2&pagination_token=${token}`);
  expect(second.json["versions"]).toEqual([expect.objectContaining({ age: 3 })]);
});

test.each([
  ["empty", { next_pagination_token: "" }],
  ["null", { next_pagination_token: null }],
  ["absent", {}],
] as const)("the last page can say so with a token that is %s", async (lastPageToken, expected) => {
  await simulator().configure({ lastPageToken });
  const { versions: _, ...rest } = (await ask(simulator(), `${SETTINGS}/targeting/history`)).json;
  expect(rest).toEqual(expected);
});

test("thousands of versions can be seeded, each with its author and date, or word for word", async () => {
  await simulator().seedHistory("features", [
    { settings: { enabled: false }, by: "Jane (jane@example.com)", at: "2026-01-02T03:04:05.678901Z" },
    { raw: ["odd"] },
    ...Array.from({ length: 5000 }, (_, age) => ({ settings: { age } })),
  ]);
  const { json } = await ask(simulator(), `${SETTINGS}/features/history?limit=3`);
  expect(json["versions"]).toEqual([
    expect.objectContaining({
      enabled: false,
      ajaxWatcher: true,
      metadata: expect.objectContaining({
        lastUpdated: "2026-01-02T03:04:05.678901Z",
        lastUpdatedBy: "Jane (jane@example.com)",
      }),
    }),
    ["odd"],
    expect.objectContaining({ age: 0 }),
  ]);
  const all = await walk(
    `${SETTINGS}/features/history?limit=100`,
    "pagination_token",
    "next_pagination_token",
  );
  expect(all.pageSizes).toHaveLength(51);
});
