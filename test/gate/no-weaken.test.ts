import path from "node:path";
import { Resource } from "@cdktf/provider-null/lib/resource";
import type { TerraformStack } from "cdktf";
import {
  DataFullstoryRecordingBlockingHistory,
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingPrivacy,
  FullstoryGate,
  FullstoryOrg,
  type FullstoryOrgProps,
  Match,
  synth,
} from "../../lib/index.js";
import { reportEvidence } from "../../src/gate/report.js";
import { TestApp } from "../plans/support.js";
import { sharedSimulator } from "../simulator/support.js";

const simulator = sharedSimulator();

interface Declaring {
  readonly stack: TerraformStack;
  readonly org: FullstoryOrg;
  /** A further org, with the same key. */
  readonly other: FullstoryOrg;
}

type Declare = (declaring: Declaring) => void;

const RULE = { selector: ".tax-id", type: "BLOCK_EXCLUDE" } as const;
const WATCHES = [
  { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" },
  { urlRegex: "/b", recordReq: "ELIDE", recordRsp: "ELIDE" },
] as const;
const IN_TEN_DAYS = new Date(Date.now() + 864_000_000).toISOString().slice(0, 10);
const WAIVER = { path: "enabled", observed: "0".repeat(32), reason: "moving", expires: IN_TEN_DAYS };

const privacy =
  (declared: object): Declare =>
  ({ stack, org }) => {
    new DataFullstoryRecordingPrivacy(stack, "privacy", { org }).expect(declared);
  };
const rules = (elementBlocks: unknown) => privacy({ elementBlocks });
const history =
  (since: string, allowEmpty = false): Declare =>
  ({ stack, org }) => {
    const versions = new DataFullstoryRecordingBlockingHistory(stack, "versions", { org });
    versions.expectAlways({ blockedIps: Match.anyValue() }, { since });
    versions.expectChangedOnlyBy(["jane@example.com"], { since: "2026-01-01", allowEmpty });
  };
const features =
  (...places: readonly ("web" | "mobile" | "other")[]): Declare =>
  ({ stack, org, other }) => {
    for (const place of ["web", "mobile", "other"] as const) {
      const platform = place === "other" ? "web" : place;
      const waivers = places.includes(place) ? [WAIVER] : [];
      new DataFullstoryRecordingFeatures(stack, place, {
        org: place === "other" ? other : org,
        platform,
      }).expect({ enabled: true }, { waivers });
    }
  };
const guarding =
  (guarded: { readonly geo: boolean; readonly trivial: boolean; readonly privacy?: boolean }): Declare =>
  ({ stack, org }) => {
    new Resource(stack, "resource");
    const geo = { recordGeoMode: "GEO_ALL" };
    new FullstoryGate(stack, "gate", {
      ...{ org, geo, guard: guarded.geo },
      ...(guarded.privacy === true ? { privacy: { discardIpAddresses: true } } : {}),
    });
    if (guarded.privacy === false)
      new FullstoryGate(stack, "aside", { org, privacy: { discardIpAddresses: true } });
    new FullstoryGate(stack, "trivial", {
      org,
      geo: { recordGeoMode: Match.anyValue() },
      guard: guarded.trivial,
    });
  };

interface Row {
  readonly before: Declare;
  readonly after: Declare;
  readonly orgBefore?: FullstoryOrgProps;
  readonly told: readonly string[];
}

const ROWS: Readonly<Record<string, Row>> = {
  "a rule is turned into objectLike": {
    before: rules([RULE]),
    after: rules([Match.objectLike(RULE)]),
    told: ['privacy: elementBlocks[".tax-id"].scope'],
  },
  "a scope is deleted": {
    before: rules([{ ...RULE, scope: "ALL_SESSIONS" }]),
    after: rules([RULE]),
    told: ['privacy: elementBlocks[".tax-id"].scope'],
  },
  "a list may have any order": {
    before: privacy({ ajaxWatches: WATCHES }),
    after: privacy({ ajaxWatches: Match.anyOrder(WATCHES) }),
    told: ["privacy: ajaxWatches"],
  },
  "exact is dropped": {
    before: privacy(Match.exact({ discardIpAddresses: true })),
    after: privacy({ discardIpAddresses: true }),
    told: ["privacy: otherFields"],
  },
  "a list may be empty": {
    before: rules(Match.eachLike({ consent: false })),
    after: rules(Match.eachLike({ consent: false }, { allowEmpty: true })),
    told: ["privacy: elementBlocks"],
  },
  "since is moved": {
    before: history("2026-01-01"),
    after: history("2026-02-01"),
    told: ["blocking history: blockedIps, since"],
  },
  "a history may be empty": {
    before: history("2026-01-01"),
    after: history("2026-01-01", true),
    told: ["blocking history: changed only by, allowEmpty"],
  },
  "a waiver is copied to the other platform": {
    before: features("web"),
    after: features("web", "mobile"),
    told: ["features (mobile): enabled"],
  },
  "a waiver is copied to another org": {
    before: features("web"),
    after: features("web", "other"),
    told: ["features (web): enabled"],
  },
  "the guard is moved to a trivial gate": {
    before: guarding({ geo: true, trivial: false }),
    after: guarding({ geo: false, trivial: true }),
    told: ["guard of web/gate"],
  },
  "a part is moved out of the guarded gate": {
    before: guarding({ geo: true, trivial: false, privacy: true }),
    after: guarding({ geo: true, trivial: false, privacy: false }),
    told: ["guard of web/gate"],
  },
  "warningsAsErrors is dropped": {
    before: privacy({ discardIpAddresses: true }),
    after: privacy({ discardIpAddresses: true }),
    orgBefore: { warningsAsErrors: true },
    told: ["org web/org warningsAsErrors"],
  },
};

/** The evidence of one synthesis, without a plan. */
async function evidenceOf(declare: Declare, props: FullstoryOrgProps = {}): Promise<string> {
  const made = new TestApp();
  const live = { baseUrl: simulator().url, apiKey: simulator().adminKey, source: "live" } as const;
  const org = new FullstoryOrg(made.stack, "org", { ...live, ...props });
  const other = new FullstoryOrg(made.stack, "other-org", { ...live, alias: "other" });
  declare({ stack: made.stack, org, other });
  await synth(made.app);
  return path.join(made.dir(), "fullstory.evidence.json");
}

const reported = (before: string, after: string) =>
  reportEvidence({
    ...{ directory: "/", files: [after], allowEmpty: false, now: new Date() },
    ...{ baselines: [before], noWeaken: true },
  });

test.each(Object.entries(ROWS))(
  "--no-weaken fails where %s",
  async (_, { before, after, orgBefore, told }) => {
    const earlier = await evidenceOf(before, orgBefore);
    const later = await evidenceOf(after);
    const { verdict, weakened } = reported(earlier, later);
    expect(weakened?.items.map(({ what }) => what)).toEqual(expect.arrayContaining([...told]));
    // What the live settings are decides nothing of it: each of the two is as strict as itself.
    expect(verdict).not.toBe("match");
    expect(reported(earlier, earlier).weakened?.items).toEqual([]);
    expect(reported(later, later).weakened?.items).toEqual([]);
  },
);

test("--no-weaken fails where the baseline could not read what is compared", async () => {
  const declare: Declare = ({ stack, org }) => {
    new DataFullstoryRecordingGeo(stack, "geo", { org }).expect({ recordGeoMode: "GEO_ALL" });
  };
  const unreadable = await evidenceOf(declare, { apiKey: "not-a-key-of-the-simulator" });
  const later = await evidenceOf(declare);
  expect(() => reported(unreadable, later)).toThrow(
    /could not read geo of web, so it proves nothing about it/,
  );
});
