import { BadOptionError } from "../errors.js";
import type { Load } from "../verdict/loaded.js";
import type { Documents } from "./document-store.js";
import { WrongOrgError } from "./errors.js";
import type { Unit } from "./unit.js";

/** The document of a unit, unless it belongs to another org than the one that is expected. */
export function loadOf(unit: Unit, documents: Documents): Load {
  const load = documents.get(unit.need);
  if (load === undefined)
    throw new BadOptionError("a document was not read", {
      hint: "This is a defect of cdktf-fullstory: report it.",
    });
  const { org } = unit;
  const me = documents.me(org);
  if (me?.ok) {
    unit.orgId = me.me.orgId;
    unit.role = me.me.role;
  } else if (load.ok && load.source.kind === "snapshot" && load.source.org !== undefined)
    unit.orgId = load.source.org;
  if (org.expectOrg === undefined || unit.orgId === org.expectOrg || org.source.kind === "documents")
    return load;
  // What was not read belongs to no org yet: why it was not read is the fault to tell.
  if (!load.ok && unit.orgId === undefined) return load;
  const why =
    me?.ok === false
      ? `the org could not be confirmed: ${me.error.message}`
      : "the key, or the snapshot, is another org's";
  return {
    ok: false,
    error: new WrongOrgError(why, {
      hint: "Give this org its own API key, or correct expectOrg.",
      ...(me?.ok === false ? { endpoint: "GET /me" } : {}),
      ...(me?.ok === false && me.error.status !== undefined ? { status: me.error.status } : {}),
    }),
  };
}
