import { DataFullstoryRecordingGeo, FullstoryOrg, synth } from "../../lib/index.js";
import type { Fault } from "../../src/simulator/index.js";
import { sharedSimulator } from "../simulator/support.js";
import { addressOf, errorsAt, statusOf, TestApp } from "./support.js";

const simulator = sharedSimulator();

interface Row {
  readonly title: string;
  readonly fault: Fault;
  /** The code of the failure, or that it passes after all. */
  readonly ends: string;
  readonly says?: RegExp;
}

const once = (fault: Fault): Fault => ({ ...fault, times: 1 });

const rows: readonly Row[] = [
  { title: "a slow answer", fault: { kind: "latency", ms: 100 }, ends: "passes" },
  { title: "an answer that is too slow", fault: { kind: "latency", ms: 900 }, ends: "timeout" },
  { title: "one answer that is too slow", fault: once({ kind: "latency", ms: 900 }), ends: "passes" },
  { title: "compression", fault: { kind: "gzip" }, ends: "passes" },
  { title: "a cached answer", fault: { kind: "header", headers: { age: "600" } }, ends: "stale_answer" },
  {
    title: "an answer of another day",
    fault: { kind: "header", headers: { date: "Mon, 01 Jan 2024 00:00:00 GMT" } },
    ends: "stale_answer",
  },
  ...[500, 502, 503, 504].flatMap((status): Row[] => [
    { title: `one ${status}`, fault: once({ kind: "status", status }), ends: "passes" },
    {
      title: `${status} for ever`,
      fault: { kind: "status", status },
      ends: "server_error",
      says: /3 attempts/,
    },
  ]),
  {
    title: "one 429",
    fault: once({ kind: "status", status: 429, headers: { "retry-after": "0" } }),
    ends: "passes",
  },
  {
    title: "429 with a long wait",
    fault: { kind: "status", status: 429, headers: { "retry-after": "3600" } },
    ends: "too_many_requests",
    says: /retry after 3600 s|3,?600 s/,
  },
  { title: "400", fault: { kind: "status", status: 400 }, ends: "bad_request", says: /1 attempt/ },
  { title: "401", fault: { kind: "status", status: 401 }, ends: "unauthorized", says: /1 attempt/ },
  { title: "403", fault: { kind: "status", status: 403 }, ends: "forbidden", says: /1 attempt/ },
  { title: "404", fault: { kind: "status", status: 404 }, ends: "resource_not_found", says: /1 attempt/ },
  { title: "418", fault: { kind: "status", status: 418 }, ends: "unexpected_answer" },
  { title: "204", fault: { kind: "status", status: 204 }, ends: "unexpected_answer" },
  {
    title: "a redirect",
    fault: { kind: "redirect", location: "https://example.com/" },
    ends: "unexpected_answer",
  },
  { title: "no answer", fault: { kind: "hang" }, ends: "timeout" },
  { title: "one hang", fault: once({ kind: "hang" }), ends: "passes" },
  { title: "half an answer", fault: { kind: "hang-body" }, ends: "timeout" },
  { title: "a cut body", fault: { kind: "cut" }, ends: "connection" },
  { title: "one cut body", fault: once({ kind: "cut" }), ends: "passes" },
  { title: "a reset", fault: { kind: "reset" }, ends: "connection" },
  { title: "one reset", fault: once({ kind: "reset" }), ends: "passes" },
  { title: "a web page", fault: { kind: "html" }, ends: "wrong_shape" },
  { title: "JSON that is none", fault: { kind: "invalid-json" }, ends: "wrong_shape" },
  { title: "truncated JSON", fault: { kind: "truncated-json" }, ends: "wrong_shape" },
  ...["[]", "null", '"x"', "1", '{"recordGeoMode":1,"recordGeoZones":[1,null]}', ""].map(
    (text): Row => ({
      title: `the body ${text || "(empty)"}`,
      fault: { kind: "body", text },
      ends: "wrong_shape",
    }),
  ),
  {
    title: "a wrong type",
    fault: { kind: "body", text: '{"recordGeoMode":1,"recordGeoZones":[1]}' },
    ends: "wrong_shape",
    says: /\$\.recordGeoMode: expected a string, found a number[\s\S]*\$\.recordGeoZones\[0\]/,
  },
  {
    title: "two spellings",
    fault: { kind: "body", text: '{"recordGeoMode":"GEO_ALL","record_geo_mode":"GEO_ALLOW_LIST"}' },
    ends: "wrong_shape",
  },
  { title: "70 MB", fault: { kind: "huge", bytes: 70_000_000 }, ends: "body_too_large" },
  { title: "a bomb of 200 MB", fault: { kind: "gzip-bomb", bytes: 200_000_000 }, ends: "body_too_large" },
  {
    title: "a missing field",
    fault: { kind: "body", text: '{"recordGeoMode":"GEO_ALLOW_LIST"}' },
    ends: "not checked",
  },
  { title: "an empty object", fault: { kind: "body", text: "{}" }, ends: "wrong_shape" },
  {
    title: "a prototype",
    fault: {
      kind: "body",
      text: '{"__proto__":{"recordGeoMode":"GEO_ALLOW_LIST","recordGeoZones":["DE","NL","SE"]}}',
    },
    ends: "wrong_shape",
  },
];

const DECLARED = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] } as const;
/** What is sent in full takes its time on a busy machine. */
const timesOf = ({ title }: Row) =>
  title.includes("MB") ? { timeoutMs: 9_900, deadlineMs: 10_000 } : { timeoutMs: 400, deadlineMs: 2_500 };

test("Every fault of the host ends in success after retries, or in the named failure, within the deadline.", async () => {
  const { url, adminKey } = simulator();
  // One app a fault, so that each starts with connections of its own.
  const plans: { row: Row; made: TestApp; address: string }[] = [];
  for (const [index, row] of rows.entries()) {
    await simulator().reset();
    await simulator().fault({ ...row.fault, match: { path: "/geo", exact: false } });
    const made = new TestApp(undefined, `fault${index}`);
    const times = timesOf(row);
    new FullstoryOrg(made.stack, "org", {
      baseUrl: url,
      apiKey: adminKey,
      source: "live",
      ...times,
      attempts: 3,
    });
    const source = new DataFullstoryRecordingGeo(made.stack, `geo${index}`).expect(DECLARED);
    const started = Date.now();
    await synth(made.app);
    expect([row.title, Date.now() - started < times.deadlineMs + 1_500]).toEqual([row.title, true]);
    plans.push({ row, made, address: addressOf(source) });
  }
  // The verdicts of all, in one plan.
  const all = new TestApp(undefined, "all");
  const merged = merge(plans.map(({ made }) => made.json()));
  all.synth().edit((text) => JSON.stringify({ ...(JSON.parse(text) as object), ...merged }));
  const { exitCode, checks, diagnostics } = await all.plan();
  const status = statusOf(checks);
  expect(exitCode).toBe(1);
  for (const { row, made, address } of plans) {
    const message = errorsAt(diagnostics, address).join("\n");
    const { outcome, documents } = made.evidence();
    if (row.ends === "passes") {
      expect([row.title, status.get(address), outcome, message]).toEqual([row.title, "pass", "pass", ""]);
    } else if (row.ends === "not checked") {
      expect([row.title, status.get(address), outcome]).toEqual([row.title, "fail", "drift"]);
      expect(message).toContain("could not be checked [NOT CHECKED]");
    } else {
      expect([row.title, status.get(address), outcome]).toEqual([row.title, "fail", "unreadable"]);
      expect([row.title, documents[0]?.error?.code]).toEqual([row.title, row.ends]);
      expect(message).toMatch(/^fullstory: unreadable, nothing was checked \(not drift\)\n/);
      expect([row.title, message]).toEqual([row.title, expect.stringContaining(row.ends)]);
    }
    if (row.says !== undefined)
      expect([row.title, message]).toEqual([row.title, expect.stringMatching(row.says)]);
  }
  const passed = plans.filter(({ row }) => row.ends === "passes").length;
  console.info(
    `${plans.length} faults: ${passed} pass after retries, ${plans.length - passed} fail by their names`,
  );
}, 120_000);

function merge(files: readonly ReturnType<TestApp["json"]>[]) {
  const sources = Object.assign({}, ...files.map(({ data }) => data.null_data_source)) as object;
  return { data: { null_data_source: sources }, provider: { null: [{}] } };
}

test("A deadline of many documents that hang is one deadline, through the bridge as well.", async () => {
  await simulator().fault({ kind: "hang" });
  const { url, adminKey } = simulator();
  const made = new TestApp();
  const props = {
    baseUrl: url,
    apiKey: adminKey,
    source: "live",
    timeoutMs: 700,
    deadlineMs: 1_500,
  } as const;
  new FullstoryOrg(made.stack, "org", props);
  for (let n = 0; n < 3; n++) new DataFullstoryRecordingGeo(made.stack, `geo${n}`).expect(DECLARED);
  for (const run of [() => synth(made.app), async () => made.app.synth()]) {
    const started = Date.now();
    await run();
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(made.evidence()).toMatchObject({
      outcome: "unreadable",
      documents: [{ error: { code: "timeout" } }, {}, {}],
    });
  }
});
