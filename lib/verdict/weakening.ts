import { findExpiry } from "../expectations/waiver.js";
import { nameDocument } from "../messages/document-name.js";
import { listHeld, weighCoverage } from "./coverage.js";
import { weighGuards } from "./guard-weakening.js";
import { findSameOrg, mapOrgNames, weighOrg } from "./org-weakening.js";
import type { DeclaredStack, DeclaredWaiver, StackChanges, Weakening } from "./weakened.js";

/**
 * What a later declaration of a stack checks no more, or less strictly, than an earlier one, decided on declarations
 * as data. Live settings play no part. What cannot be shown to be at least as strict is weaker.
 */
export function compareStrictness(before: DeclaredStack, after: DeclaredStack): StackChanges {
  const laterOrg = mapOrgNames(before, after);
  const later = listHeld(after.documents);
  const covered = listHeld(before.documents, laterOrg).map((held) => weighCoverage(held, later));
  const orgs = before.orgs.flatMap((org) => {
    const now = findSameOrg(org, before, after);
    return now === undefined ? [] : weighOrg(org, now);
  });
  return {
    weaker: listUnique([
      ...orgs,
      ...covered.flatMap(({ weaker }) => weaker),
      ...weighWaivers(before, after, laterOrg),
      ...weighGuards(before, after, laterOrg),
    ]),
    stricter: listUnique(covered.flatMap(({ stricter }) => stricter)),
  };
}

/** The stack is there no more: all that it declared is checked by nothing. */
export function reportGoneStack({ documents }: Pick<DeclaredStack, "documents">): readonly Weakening[] {
  const declared = documents.filter(({ expectations }) => expectations.length > 0);
  return listUnique(
    declared.map(({ endpoint, platform }) => ({
      kind: "no longer checked",
      what: nameDocument(endpoint, platform),
    })),
  );
}

/** A waiver counts for one org, document and platform, and for one finding there. */
function weighWaivers(
  before: DeclaredStack,
  after: DeclaredStack,
  laterOrg: (org: string) => string,
): readonly Weakening[] {
  const known = before.waivers.map((waiver) => ({
    waiver,
    finding: identifyFinding({ ...waiver, org: laterOrg(waiver.org) }),
  }));
  return after.waivers.flatMap((waiver): Weakening[] => {
    const what = `${nameDocument(waiver.endpoint, waiver.platform)}: ${waiver.path}`;
    const formatUntil = (expires: string) => `until ${expires}`;
    const earlier = known
      .filter(({ finding }) => finding === identifyFinding(waiver))
      .map((each) => each.waiver);
    const [longest] = earlier.map(({ expires }) => expires).sort((a, b) => parseEnd(b) - parseEnd(a));
    if (longest === undefined) return [{ kind: "new waiver", what, after: formatUntil(waiver.expires) }];
    if (parseEnd(waiver.expires) <= parseEnd(longest)) return [];
    return [
      { kind: "longer waiver", what, before: formatUntil(longest), after: formatUntil(waiver.expires) },
    ];
  });
}

function identifyFinding({ org, endpoint, platform, path, observed, whole }: DeclaredWaiver): string {
  return JSON.stringify([org, endpoint, platform, path, observed, whole]);
}

/** The end of a waiver. One that cannot be read counts as never ending. */
function parseEnd(expires: string): number {
  const end = findExpiry(expires);
  return end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
}

function listUnique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
