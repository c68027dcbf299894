import { BadOptionError } from "../errors.js";
import type { Load } from "../verdict/loaded.js";
import type { DocumentStore, MeLoad } from "./document-store.js";
import { WrongOrgError } from "./errors.js";
import type { LoadedSource, OrgIdentity, ResolvedSource } from "./stages.js";

/** Takes a source's document from the store, unless it belongs to another org than the one that is expected. */
export function loadSource(source: ResolvedSource, store: DocumentStore): LoadedSource {
  const load = store.get(source.need);
  if (load === undefined)
    throw new BadOptionError("a document was not read", {
      hint: "This is a defect of cdktf-fullstory: report it.",
    });
  const me = store.me(source.org);
  const identity = identityOf(me, load);
  // What was not read belongs to no org yet: why it was not read is the fault to tell.
  const isUnread = !load.ok && identity.orgId === undefined;
  return { ...source, identity, load: isUnread || isExpected(source, identity) ? load : refused(me) };
}

function identityOf(me: MeLoad | undefined, load: Load): OrgIdentity {
  if (me?.ok) return { orgId: me.me.orgId, role: me.me.role };
  const org = load.ok && load.source.kind === "snapshot" ? load.source.org : undefined;
  return org === undefined ? {} : { orgId: org };
}

function isExpected({ org }: ResolvedSource, { orgId }: OrgIdentity): boolean {
  return org.expectOrg === undefined || org.expectOrg === orgId || org.source.kind === "documents";
}

function refused(me: MeLoad | undefined): Load {
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
