import path from "node:path";
import {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingBlockingHistory,
  FullstoryOrg,
  Match,
  synth,
} from "../../lib/index.js";
import { reportEvidence } from "../../src/gate/report.js";
import { renderGateGithub } from "../../src/reports/gate/github.js";
import { renderGateHtml } from "../../src/reports/gate/html.js";
import { renderGateJson } from "../../src/reports/gate/json.js";
import { renderGateJunit } from "../../src/reports/gate/junit.js";
import { renderGateMarkdown } from "../../src/reports/gate/markdown.js";
import { renderGateSarif } from "../../src/reports/gate/sarif.js";
import { renderGateText } from "../../src/reports/gate/text.js";
import { PLAIN } from "../../src/reports/shared/style.js";
import { sharedSimulator } from "../simulator/support.js";
import { TestApp } from "./support.js";

const simulator = sharedSimulator();

/** Live and declared values of each class; none of them may be seen anywhere. */
const LIVE = {
  ids: ["planted-live-id-1", "planted-live-id-2"],
  ips: ["203.0.113.71", "198.51.100.0-198.51.100.9"],
  person: "Planted Live (planted.live@ternanddale.example)",
};
const DECLARED = {
  ids: ["planted-declared-id-1", "planted-declared-id-2"],
  ips: ["203.0.113.93", "192.0.2.46"],
  email: "planted.declared@ternanddale.example",
};
const planted = [
  "planted-live-id",
  "planted-declared-id",
  "Planted Live",
  "planted.live",
  "planted.declared",
  "203.0.113",
  "198.51.100",
  "192.0.2",
  // As a pattern has them.
  "203\\.0\\.113",
  "203\\\\.0\\\\.113",
];

const PATTERN = Match.stringLikeRegexp("^(planted-declared-id-3|203\\.0\\.113\\.9)");
const [id = "", otherId = ""] = DECLARED.ids;
const [ip = "", otherIp = ""] = DECLARED.ips;
const BY = { lastUpdatedBy: DECLARED.email };

/** Every kind of expectation over fields that hold identifiers, addresses and people. */
const kinds = {
  plain: { blockedAppIds: DECLARED.ids, blockedIps: DECLARED.ips, metadata: BY },
  not: {
    blockedAppIds: Match.not(LIVE.ids),
    blockedIps: Match.not(Match.arrayWith(LIVE.ips)),
    metadata: { lastUpdatedBy: Match.not(LIVE.person) },
  },
  notEach: {
    blockedAppIds: Match.not(Match.eachLike(Match.not(id))),
    blockedIps: Match.not(Match.eachLike(Match.not(ip))),
    metadata: Match.not(Match.objectLike({ lastUpdatedBy: LIVE.person })),
  },
  pattern: {
    blockedAppIds: [PATTERN],
    blockedIps: Match.eachLike(PATTERN),
    metadata: { lastUpdatedBy: Match.stringLikeRegexp("planted.declared") },
  },
  arrayWith: { blockedAppIds: Match.arrayWith([id]), blockedIps: Match.arrayWith([ip, PATTERN]) },
  oneOf: {
    blockedAppIds: Match.oneOf([id], [otherId, id]),
    blockedIps: [Match.oneOf(ip, otherIp)],
    metadata: { lastUpdatedBy: Match.oneOf(DECLARED.email, "planted.declared2@example.com") },
  },
  exact: {
    blockedAppIds: Match.exact(DECLARED.ids),
    blockedIps: Match.arrayEquals(DECLARED.ips),
    metadata: Match.objectEquals(BY),
  },
  matching: { blockedAppIds: LIVE.ids, blockedIps: LIVE.ips, metadata: { lastUpdatedBy: LIVE.person } },
  exactDocument: Match.exact({ blockedAppIds: [id], blockedIps: [ip], metadata: BY }),
  exactOfNothing: Match.exact({ blockedUas: [] }),
} as const;

async function build(): Promise<TestApp> {
  const settings = { blockedAppIds: LIVE.ids, blockedIps: LIVE.ips };
  const older = { blockedAppIds: ["planted-live-id-0"], blockedIps: ["203.0.113.70"] };
  const by = LIVE.person;
  await simulator().seedHistory("blocking", [
    { settings, by, at: "2026-11-20T10:00:00Z" },
    { settings: older, by, at: "2026-11-10T10:00:00Z" },
  ]);
  const made = new TestApp();
  new FullstoryOrg(made.app, "org", {
    baseUrl: simulator().url,
    apiKey: simulator().adminKey,
    source: "live",
    maskAddresses: true,
  });
  const since = "2026-11-01";
  for (const [name, declared] of Object.entries(kinds)) {
    // In a stack of its own: declarations of one stack that contradict each other are an error.
    const stack = made.add(name);
    new DataFullstoryRecordingBlocking(stack, "now").expect(declared as object);
    new DataFullstoryRecordingBlockingHistory(stack, "always").expectAlways(declared as object, { since });
  }
  for (const actor of [DECLARED.email, "planted.live@ternanddale.example"])
    new DataFullstoryRecordingBlockingHistory(made.stack, actor.slice(8, 12)).expectChangedOnlyBy([actor], {
      since,
    });
  return made;
}

function leaksIn(text: string): readonly string[] {
  return planted
    .filter((word) => text.includes(word))
    .map((word) => `${word}: ${text.slice(Math.max(0, text.indexOf(word) - 120), text.indexOf(word) + 40)}`);
}

test("Identifiers, people and addresses of no kind of expectation are seen in file, evidence, plan or any report.", async () => {
  const made = await build();
  await synth(made.app);
  const stacks = ["web", ...Object.keys(kinds)];
  const files = stacks.map((stack) => path.join(made.dir(stack), "fullstory.evidence.json"));
  const request = { directory: made.outdir, files, allowEmpty: false, baselines: [], noWeaken: false };
  const result = reportEvidence({ ...request, now: new Date() });
  const outputs: Record<string, string> = {
    text: renderGateText(result, PLAIN),
    json: renderGateJson(result),
    markdown: renderGateMarkdown(result),
    html: renderGateHtml(result),
    junit: renderGateJunit(result),
    sarif: renderGateSarif(result),
    github: renderGateGithub(result),
  };
  for (const stack of stacks) {
    outputs[`${stack} cdk.tf.json`] = made.text(stack);
    outputs[`${stack} evidence`] = JSON.stringify(made.evidence(stack));
    // Every declaration was recorded and judged, so there was something to leak.
    expect(made.evidence(stack).documents).toHaveLength(2);
    for (const { expectations, fields, status } of made.evidence(stack).documents)
      expect([status, expectations.length, fields.length > 0]).toEqual(["read", 1, true]);
  }
  for (const stack of ["web", "plain", "exactDocument"]) {
    const plan = await made.plan(stack);
    expect(plan.exitCode).toBe(1);
    outputs[`${stack} plan`] = plan.text + JSON.stringify(plan.diagnostics);
  }
  const leaks = Object.entries(outputs).flatMap(([name, text]) =>
    leaksIn(text).map((leak) => `${name}: ${leak}`),
  );
  expect(leaks).toEqual([]);
});

test("A pattern over identifiers that cannot be compiled is not quoted in the error.", async () => {
  const made = new TestApp();
  const org = made.org({ blocking: { blockedAppIds: [] } });
  new DataFullstoryRecordingBlocking(made.stack, "blocking", { org }).expect({
    blockedAppIds: [Match.stringLikeRegexp("planted-declared-id-(1")],
  });
  const error: unknown = await synth(made.app).catch((reason: unknown) => reason);
  expect(String(error)).toContain("blockedAppIds[0]: the pattern is not valid RE2");
  expect(leaksIn(String(error) + JSON.stringify(made.evidence()))).toEqual([]);
});
