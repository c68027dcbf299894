import { declaredText } from "../settings/declare/declared-text.js";
import type { Json } from "../settings/model/json.js";
import { coverage, type Held, heldBy, type OfDocument } from "./coverage.js";
import { guardWeakenings } from "./guard-weakening.js";
import { orgWeakenings, sameOrg } from "./org-weakening.js";
import type { DeclaredDocument, DeclaredStack, DeclaredWaiver, Weakened, Weakening } from "./weakened.js";

/**
 * What a later declaration of a stack checks no more, or less strictly, than an earlier one, decided on declarations
 * as data. Live settings play no part. What cannot be shown to be at least as strict is weaker.
 */
export function weakenings(before: DeclaredStack, after: DeclaredStack): Weakened {
  const weaker: Weakening[] = [];
  const stricter: Weakening[] = [];
  for (const org of before.orgs) {
    const now = sameOrg(org, before, after);
    if (now !== undefined) weaker.push(...orgWeakenings(org, now));
  }
  const renamed = renamedOrgs(before, after);
  const later = heldBy(after, after.documents, (org) => org);
  for (const each of heldBy(before, before.documents, renamed)) {
    const { lost, changed } = coverage(each, later);
    weaker.push(...lost);
    stricter.push(...changed);
  }
  weaker.push(...waiverWeakenings(before, after, renamed));
  weaker.push(...guardWeakenings(before, after, renamed));
  return { weaker: unique(weaker), stricter: unique(stricter) };
}

/** The stack is there no more: all that it declared is checked by nothing. */
export function goneStack({ documents }: DeclaredStack): readonly Weakening[] {
  return unique(
    documents
      .filter(({ expectations }) => expectations.length > 0)
      .map((document) => ({ kind: "no longer checked" as const, what: nameOf(document) })),
  );
}
