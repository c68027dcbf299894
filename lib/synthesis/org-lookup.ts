import type { IConstruct } from "constructs";
import type { FullstoryOrg } from "../constructs/org.js";
import type { Holdings } from "./registry.js";

export type OrgLookup =
  | { readonly kind: "org"; readonly org: FullstoryOrg }
  | { readonly kind: "environment" }
  | { readonly kind: "fault"; readonly message: string };

/** The org of a construct: the one that was passed, or the default of the nearest scope that declares any. */
export function lookUpOrg(
  construct: IConstruct,
  passed: FullstoryOrg | undefined,
  holdings: Holdings,
): OrgLookup {
  if (passed !== undefined) return { kind: "org", org: passed };
  if (holdings.orgs.size === 0) return { kind: "environment" };
  const aliases: string[] = [];
  for (const scope of [...construct.node.scopes].reverse()) {
    const here = holdings.orgsIn(scope);
    const [first] = here.filter((org) => org.alias === undefined);
    if (first !== undefined) return { kind: "org", org: first };
    aliases.push(...here.map((org) => JSON.stringify(org.alias)));
  }
  if (aliases.length === 0) return { kind: "environment" };
  return {
    kind: "fault",
    message: `only orgs with an alias are declared around it (${aliases.join(", ")}): pass one of them as org`,
  };
}
