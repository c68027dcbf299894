import type { RecordedOrg } from "../evidence/input.js";
import type { OrgSettings } from "./org-settings.js";

/** What the evidence tells of an org. */
export function recordOrg(org: OrgSettings): RecordedOrg {
  const { source } = org;
  return {
    ...org,
    ...(source.kind === "live" ? { host: source.client.host } : {}),
    ...(source.kind === "terraform"
      ? { readAt: "plan", source: source.snapshot === undefined ? "live" : "snapshot" }
      : { source: source.kind }),
  };
}
