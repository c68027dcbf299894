import type { OrgRecord, SourceRecord } from "./records.js";
import type { Registry } from "./registry.js";

export type OrgLookup =
  /** Without an org: the environment's. */
  | { readonly ok: true; readonly org: OrgRecord | undefined }
  | { readonly ok: false; readonly message: string };

/** The org of a data source: the one that was passed, or the default of the nearest scope that declares any. */
export function lookUpOrg({ construct, org: passed }: SourceRecord, registry: Registry): OrgLookup {
  if (passed !== undefined) return { ok: true, org: passed };
  if (registry.all.orgs.length === 0) return { ok: true, org: undefined };
  const aliases: string[] = [];
  for (const scope of [...construct.node.scopes].reverse()) {
    const here = registry.orgsIn(scope);
    const [first] = here.filter((org) => org.alias === undefined);
    if (first !== undefined) return { ok: true, org: first };
    aliases.push(...here.map((org) => JSON.stringify(org.alias)));
  }
  if (aliases.length === 0) return { ok: true, org: undefined };
  return {
    ok: false,
    message: `only orgs with an alias are declared around it (${aliases.join(", ")}): pass one of them as org`,
  };
}
