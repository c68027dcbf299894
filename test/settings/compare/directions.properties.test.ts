import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import * as fc from "../../fast-check.js";
import { counter, runs } from "../laws.js";
import { compared } from "../support.js";

const counted = counter("direction properties");

/** Clear cases by the letter of semantics.md: the field, what is declared, what is live, and which way that is. */
const PROTECTS = ["BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_SCRUB"];
const TYPE_RANK: Readonly<Record<string, number>> = {
  BLOCK_UNMASK: 0,
  BLOCK_RECORD: 0,
  BLOCK_MASK: 1,
  BLOCK_SCRUB: 1,
  BLOCK_EXCLUDE: 2,
};
const SCOPE_RANK: Readonly<Record<string, number>> = {
  NO_SESSIONS: 0,
  PREVIEW_SESSIONS: 1,
  LIVE_SESSIONS: 2,
  ALL_SESSIONS: 3,
};
const scopes = fc.constantFrom(...Object.keys(SCOPE_RANK));
const types = fc.constantFrom(...Object.keys(TYPE_RANK));

describe("A loosening", () => {
  const modified = fc.record({
    type: types,
    scope: scopes,
    consent: fc.boolean(),
    exceptionSelectors: fc.subarray(["x", "y"]),
  });

  /** Whether a live rule protects less than the declared one in some respect, or shows more. */
  const loosens = (declared: Record<string, unknown>, live: Record<string, unknown>): boolean => {
    const rank = (ranks: Readonly<Record<string, number>>, value: unknown) => ranks[String(value)] ?? 0;
    if (rank(TYPE_RANK, live["type"]) < rank(TYPE_RANK, declared["type"])) return true;
    const protects = PROTECTS.includes(String(declared["type"]));
    const scope = rank(SCOPE_RANK, live["scope"]) - rank(SCOPE_RANK, declared["scope"]);
    if (!protects) return !PROTECTS.includes(String(live["type"])) && scope > 0;
    const exceptions = (live["exceptionSelectors"] as string[]).some(
      (one) => !(declared["exceptionSelectors"] as string[]).includes(one),
    );
    return scope < 0 || (live["consent"] === true && declared["consent"] === false) || exceptions;
  };

  it("of a rule is never only tightened", () => {
    fc.assert(
      fc.property(modified, modified, fc.boolean(), (declared, live, whole) => {
        fc.pre(loosens(declared, live));
        const items = [{ selector: ".a", ...declared }];
        const { fields } = compared(
          "privacy",
          { elementBlocks: [{ selector: ".a", editable: "EDITABLE_ANY", ...live }] },
          { elementBlocks: whole ? items : Match.arrayWith(items) },
        );
        expect(fields[0]?.result).toBe("differs");
        expect(fields[0]?.findings.some((finding) => finding.direction !== "tightened")).toBe(true);
        counted("loosened rules");
      }),
      runs(1_000),
    );
  });

  it("of blocked addresses, zones, domains and switches is never only tightened", () => {
    const ips = fc.uniqueArray(fc.constantFrom("1", "2", "3"));
    fc.assert(
      fc.property(ips, ips, (declared, live) => {
        fc.pre(declared.some((ip) => !live.includes(ip)));
        for (const key of ["blockedIps", "blockedAppIds"])
          expectLoosened("blocking", { [key]: live }, { [key]: declared });
        expectLoosened(
          "geo",
          { recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones: live },
          { recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones: declared },
        );
        expectLoosened(
          "geo",
          { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: declared },
          { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: live },
        );
        counted("loosened lists");
      }),
      runs(200),
    );
    for (const key of ["enabled", "consoleWatcher", "ajaxWatcher", "resourceUploading"])
      expectLoosened("features", { [key]: true }, { [key]: false });
    expectLoosened("features", { recordingShutoff: false }, { recordingShutoff: true });
    expectLoosened("domain", { onlyRecordKnownDomains: false }, { onlyRecordKnownDomains: true });
    expectLoosened("privacy", { discardIpAddresses: false }, { discardIpAddresses: true });
  });

  function expectLoosened(endpoint: EndpointName, live: object, declared: object): void {
    const findings = compared(endpoint, live, declared).fields.flatMap((field) => field.findings);
    expect(findings.some((finding) => finding.direction === "loosened")).toBe(true);
  }
});
