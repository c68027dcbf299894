import { FullstoryError, type Me } from "../../../lib/client/index.js";
import { formatMaxAge } from "../../../lib/expectations/index.js";
import { isStale, readSnapshotFile } from "../../../lib/snapshot/index.js";
import type { Configured } from "../configured.js";
import { ExpectedOrgError, StaleSnapshotError } from "../errors.js";

/** What is known of the org that is read. */
export interface OrgIdentity {
  /** Absent where Fullstory did not say. */
  readonly id?: string;
  readonly role?: string;
}

/**
 * Makes sure that what is read belongs to the org that is expected, and that a snapshot is not too old.
 *
 * @throws FullstoryError where it does not, or where that cannot be told
 */
export async function confirmSource(configured: Configured, signal: AbortSignal): Promise<void> {
  const { source, expectOrg } = configured.configuration;
  if (source.kind === "snapshot" || expectOrg !== undefined) await identifySource(configured, signal);
}

/** The same, and learns which org it is also where none is expected. */
export async function identifySource(
  { configuration, reader }: Configured,
  signal: AbortSignal,
): Promise<OrgIdentity> {
  const { source, expectOrg } = configuration;
  if (source.kind === "snapshot") return confirmSnapshot(configuration, source.path);
  let me: Me;
  try {
    me = await reader.readMe(signal);
  } catch (error) {
    if (expectOrg === undefined || signal.aborted) return {};
    if (!(error instanceof FullstoryError)) throw error;
    const { message, hint } = error;
    throw new ExpectedOrgError(expectOrg, { why: `the org could not be confirmed: ${message}`, hint });
  }
  if (expectOrg !== undefined && me.orgId !== expectOrg) {
    throw new ExpectedOrgError(expectOrg, { found: me.orgId, why: "the key is another org's" });
  }
  return { id: me.orgId, role: me.role };
}

function confirmSnapshot(
  { expectOrg, snapshotMaxAge }: Configured["configuration"],
  path: string,
): OrgIdentity {
  const snapshot = readSnapshotFile(path);
  const { org, verifiedAt } = snapshot;
  if (expectOrg !== undefined && org !== expectOrg) {
    const hint = "Run `npx cdktf-fullstory snapshot update` with the key of that org, or correct expect_org.";
    throw new ExpectedOrgError(
      expectOrg,
      org === undefined
        ? { why: "the org could not be confirmed: the snapshot does not say whose settings it holds", hint }
        : { found: org, why: "the snapshot is another org's", hint },
    );
  }
  if (snapshotMaxAge !== "off" && isStale(snapshot, new Date(), snapshotMaxAge * 1_000)) {
    throw new StaleSnapshotError(path, verifiedAt, formatMaxAge(snapshotMaxAge));
  }
  return org === undefined ? {} : { id: org };
}
