import { expiryOf } from "../expectations/waiver.js";
import { documentName } from "../messages/document-name.js";
import { coverage, heldBy } from "./coverage.js";
import { guardWeakenings } from "./guard-weakening.js";
import { laterOrgName, orgWeakenings, sameOrg } from "./org-weakening.js";
import type { DeclaredStack, DeclaredWaiver, StackChanges, Weakening } from "./weakened.js";

/**
 * What a later declaration of a stack checks no more, or less strictly, than an earlier one, decided on declarations
 * as data. Live settings play no part. What cannot be shown to be at least as strict is weaker.
 */
export function compareStrictness(before: DeclaredStack, after: DeclaredStack): StackChanges {
  const laterOrg = laterOrgName(before, after);
  const later = heldBy(after.documents);
  const covered = heldBy(before.documents, laterOrg).map((held) => coverage(held, later));
  const orgs = before.orgs.flatMap((org) => {
    const now = sameOrg(org, before, after);
    return now === undefined ? [] : orgWeakenings(org, now);
  });
  return {
    weaker: unique([
      ...orgs,
      ...covered.flatMap(({ weaker }) => weaker),
      ...waiverWeakenings(before, after, laterOrg),
      ...guardWeakenings(before, after, laterOrg),
    ]),
    stricter: unique(covered.flatMap(({ stricter }) => stricter)),
  };
}

/** The stack is there no more: all that it declared is checked by nothing. */
export function goneStack({ documents }: Pick<DeclaredStack, "documents">): readonly Weakening[] {
  const declared = documents.filter(({ expectations }) => expectations.length > 0);
  return unique(
    declared.map(({ endpoint, platform }) => ({
      kind: "no longer checked",
      what: documentName(endpoint, platform),
    })),
  );
}

/** A waiver counts for one org, document and platform, and for one finding there. */
function waiverWeakenings(
  before: DeclaredStack,
  after: DeclaredStack,
  laterOrg: (org: string) => string,
): readonly Weakening[] {
  const known = before.waivers.map((waiver) => ({
    waiver,
    finding: findingOf({ ...waiver, org: laterOrg(waiver.org) }),
  }));
  return after.waivers.flatMap((waiver): Weakening[] => {
    const what = `${documentName(waiver.endpoint, waiver.platform)}: ${waiver.path}`;
    const until = (expires: string) => `until ${expires}`;
    const earlier = known.filter(({ finding }) => finding === findingOf(waiver)).map((each) => each.waiver);
    const [longest] = earlier.map(({ expires }) => expires).sort((a, b) => endOf(b) - endOf(a));
    if (longest === undefined) return [{ kind: "new waiver", what, after: until(waiver.expires) }];
    if (endOf(waiver.expires) <= endOf(longest)) return [];
    return [{ kind: "longer waiver", what, before: until(longest), after: until(waiver.expires) }];
  });
}

function findingOf({ org, endpoint, platform, path, observed, whole }: DeclaredWaiver): string {
  return JSON.stringify([org, endpoint, platform, path, observed, whole]);
}

/** The end of a waiver. One that cannot be read counts as never ending. */
function endOf(expires: string): number {
  const end = expiryOf(expires);
  return end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
