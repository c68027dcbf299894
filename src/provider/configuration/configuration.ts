import type { ResolvedOptions } from "../../../lib/client/fetch.js";
import type { MaxAge } from "../../../lib/expectations/index.js";

/** Where settings are read from. */
export type SettingsSource =
  | { readonly kind: "live"; readonly client: ResolvedOptions }
  | { readonly kind: "snapshot"; readonly path: string };

/** The configuration of a provider, checked, with every default filled in. */
export interface Configuration {
  readonly source: SettingsSource;
  readonly expectOrg?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly onTightened: "error" | "warning";
  readonly vendorRules: "report" | "exact";
  readonly warningsAsErrors: boolean;
  readonly showActors: boolean;
  readonly exposeIdentifiers: boolean;
  readonly maskAddresses: boolean;
  readonly maxWaiverDays: number;
  /** What a person should know, for example that the key goes to a host that is not Fullstory's. */
  readonly warnings: readonly string[];
}
