import { BadOptionError, type FullstoryError } from "../errors.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Load } from "../verdict/loaded.js";
import type { DocumentStore, MeLoad } from "./document-store.js";
import { OrgNotConfirmedError, WrongOrgError } from "./errors.js";
import type { LoadedSource, OrgIdentity, ResolvedSource } from "./stages.js";

/** Takes a source's document from the store, unless it belongs to another org than the one that is expected. */
export function loadSource(source: ResolvedSource, store: DocumentStore): LoadedSource {
  const load = store.get(source.need);
  if (load === undefined)
    throw new BadOptionError("a document was not read", {
      hint: "This is a defect of cdktf-fullstory: report it.",
    });
  const me = store.getMe(source.org);
  const identity = resolveIdentity(me, load);
  // An unread document belongs to no org. Why it was not read is the fault to tell.
  const isUnread = !load.ok && identity.orgId === undefined;
  if (isUnread || isExpected(source, identity)) return { ...source, identity, load };
  return { ...source, identity, load: { ok: false, error: explainRefusal(me, identity) } };
}

function resolveIdentity(me: MeLoad | undefined, load: Load): OrgIdentity {
  if (me?.ok) return { orgId: me.me.orgId, role: me.me.role };
  const org = load.ok && load.source.kind === "snapshot" ? load.source.org : undefined;
  return org === undefined ? {} : { orgId: org };
}

function isExpected({ org }: ResolvedSource, { orgId }: OrgIdentity): boolean {
  return org.expectOrg === undefined || org.expectOrg === orgId || org.source.kind === "documents";
}

/** Where `GET /me` did not answer, the org is not known to be a wrong one. */
function explainRefusal(me: MeLoad | undefined, { orgId }: OrgIdentity): FullstoryError {
  if (me?.ok === false) {
    const { message, status } = me.error;
    return new OrgNotConfirmedError(`the org could not be confirmed: ${message}`, {
      hint: "Run again when GET /me answers, or drop expectOrg: then nothing says whose settings these are.",
      endpoint: "GET /me",
      ...omitUndefined({ status }),
    });
  }
  return orgId === undefined
    ? new OrgNotConfirmedError(
        "the org could not be confirmed: the snapshot does not say whose settings it holds",
        { hint: "Write the snapshot anew when GET /me answers, or drop expectOrg." },
      )
    : new WrongOrgError("the key, or the snapshot, is another org's", {
        hint: "Give this org its own API key, or correct expectOrg.",
      });
}
