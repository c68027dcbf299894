import type { Simulator } from "../../src/simulator/index.js";
import { appFolder, cli, envOf, evidencePath, freshSimulator } from "./gate-support.js";

jest.setTimeout(120_000);

let simulator: Simulator;

beforeEach(async () => {
  simulator = await freshSimulator();
});

const GEO = `recordGeoMode: "GEO_ALLOW_LIST"`;
const WAIVER = `{ path: "recordGeoMode", observed: "${"0".repeat(32)}", reason: "Until the audit.", expires: new Date(Date.now() + 864e5).toISOString().slice(0, 10) }`;

/** What an app declares, what is live, and how the notice begins. */
const NO_CSS = `privacy: { elementBlocks: Match.not(Match.arrayWith([{ selector: ".a[", type: "BLOCK_EXCLUDE" }])) }`;

const notices = [
  {
    what: "settings that are not live",
    org: `source: { geo: { ${GEO} } }`,
    gate: `geo: { ${GEO} }`,
    told: /fullstory: not live, /,
  },
  {
    what: "a waiver that is not needed",
    gate: `geo: { ${GEO} }, waivers: [${WAIVER}]`,
    told: /fullstory: notice, a waiver for recordGeoMode is not needed/,
  },
  {
    what: "a reserved field in use",
    live: { elementBlocks: [{ selector: ".a", type: "BLOCK_EXCLUDE", groupId: 3 }] },
    gate: `privacy: { discardIpAddresses: true }`,
    told: /fullstory: notice, a field that Fullstory reserves is in use/,
  },
  {
    what: "a selector that is no CSS",
    gate: NO_CSS,
    told: /fullstory: notice, a declared selector cannot be read as CSS/,
  },
  {
    what: "a selector that is no CSS in a gate that Terraform reads for",
    org: `readAt: "plan"`,
    gate: NO_CSS,
    told: /fullstory: notice, a declared selector cannot be read as CSS/,
  },
];

describe.each(notices)("$what", ({ org = "", gate, live, told }) => {
  const run = async (env: NodeJS.ProcessEnv = {}) => {
    if (live !== undefined) await simulator.set("privacy", live);
    const folder = appFolder(`const s = stack("web");
      new FullstoryOrg(s, "org", { ${org} });
      new FullstoryGate(s, "gate", { ${gate} });`);
    const gated = await cli(folder, ["gate", "--output", "json"], envOf(simulator, env));
    const reported = await cli(folder, ["report", evidencePath(folder, "web"), "--output", "json"]);
    return { gated, reported };
  };

  test("makes gate and report exit 1 alike under warningsAsErrors", async () => {
    const { gated, reported } = await run({ FULLSTORY_WARNINGS_AS_ERRORS: "1" });
    expect([gated.code, reported.code]).toEqual([1, 1]);
    const problems = (text: string) =>
      (JSON.parse(text) as { stacks: { problems: unknown }[] }).stacks.map((stack) => stack.problems);
    expect(problems(reported.stdout)).toEqual(problems(gated.stdout));
  });

  test("warns and passes in both where warnings are no errors", async () => {
    const { gated, reported } = await run();
    expect([gated.code, reported.code]).toEqual([0, 0]);
    expect(JSON.stringify(JSON.parse(gated.stdout))).toMatch(told);
  });
});
