import { countDays, isDueForRenewal, isStale } from "../../lib/snapshot/age";
import { buildSnapshot, encodeSnapshot } from "../../lib/snapshot/encode";
import type { Snapshot } from "../../lib/snapshot/snapshot";
import { findUpdateReason } from "../../lib/snapshot/update";
import { document } from "./documents";

const DAY_MS = 86_400_000;
const MAX_AGE_MS = 14 * DAY_MS;
const day = (iso: string) => new Date(`${iso}T12:00:00Z`);

function snapshotOn(iso: string, geo: object, org = "o-1"): Snapshot {
  return buildSnapshot({ org, host: "h", at: day(iso), documents: { geo: document("geo", geo) } });
}

const zones = (...recordGeoZones: string[]) => ({ recordGeoMode: "GEO_BLOCK_LIST", recordGeoZones });

function reason(before: Snapshot, next: Snapshot, now: string, text = encodeSnapshot(before)) {
  return findUpdateReason({ snapshot: before, text }, next, { now: day(now), maxAgeMs: MAX_AGE_MS });
}

describe("the age of a snapshot", () => {
  test("is counted in whole UTC days", () => {
    expect(countDays({ verifiedAt: "2026-11-20" }, new Date("2026-11-20T23:59:59Z"))).toBe(0);
    expect(countDays({ verifiedAt: "2026-11-20" }, new Date("2026-11-21T00:00:00Z"))).toBe(1);
  });

  test("is too high once the allowed time since its day began has passed, and never believed from the future", () => {
    const verified = { verifiedAt: "2026-11-20" };
    expect(isStale(verified, new Date("2026-12-04T00:00:00Z"), MAX_AGE_MS)).toBe(false);
    expect(isStale(verified, new Date("2026-12-04T00:00:00.001Z"), MAX_AGE_MS)).toBe(true);
    expect(isStale(verified, new Date("2026-11-19T23:59:59Z"), MAX_AGE_MS)).toBe(true);
    expect(isStale(verified, new Date("2036-01-01T00:00:00Z"), Number.POSITIVE_INFINITY)).toBe(false);
  });

  test("is worth a renewal past a quarter of what is allowed", () => {
    expect(isDueForRenewal({ verifiedAt: "2026-11-20" }, day("2026-11-23"), MAX_AGE_MS)).toBe(false);
    expect(isDueForRenewal({ verifiedAt: "2026-11-20" }, day("2026-11-24"), MAX_AGE_MS)).toBe(true);
  });
});

describe("a snapshot file is written", () => {
  test("when there is none", () => {
    expect(
      findUpdateReason(undefined, snapshotOn("2026-11-20", zones("DE")), {
        now: day("2026-11-20"),
        maxAgeMs: MAX_AGE_MS,
      }),
    ).toBe("new");
  });

  test("when a setting changed, or the org", () => {
    const before = snapshotOn("2026-11-20", zones("DE"));
    expect(reason(before, snapshotOn("2026-11-20", zones("DE", "FR")), "2026-11-20")).toBe("settings");
    expect(reason(before, snapshotOn("2026-11-20", zones("DE"), "o-2"), "2026-11-20")).toBe("settings");
  });

  test("but not because somebody saved the same settings again", () => {
    const touched = {
      ...zones("DE"),
      metadata: { lastUpdated: "2026-11-21T00:00:00Z", lastUpdatedBy: "a@b.example" },
    };
    const before = snapshotOn("2026-11-20", zones("DE"));
    expect(reason(before, snapshotOn("2026-11-21", touched), "2026-11-21")).toBe("unchanged");
  });

  test("when its day is past a quarter of the allowed age, and not before", () => {
    const before = snapshotOn("2026-11-20", zones("DE"));
    expect(reason(before, snapshotOn("2026-11-23", zones("DE")), "2026-11-23")).toBe("unchanged");
    expect(reason(before, snapshotOn("2026-11-24", zones("DE")), "2026-11-24")).toBe("renewal");
  });

  test("when somebody edited it into another form", () => {
    const before = snapshotOn("2026-11-20", zones("DE"));
    const next = snapshotOn("2026-11-20", zones("DE"));
    expect(reason(before, next, "2026-11-20", encodeSnapshot(before).replace(/\n/g, "\r\n"))).toBe("form");
  });
});
