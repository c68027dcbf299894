import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import type { IConstruct } from "constructs";
import type { ClientOptions } from "../client/options/client-options.js";
import type { DataSourceSchema } from "./data-source-schema.js";
import type { DeclarationFault } from "./errors.js";

/** Options as a user wrote them; nothing of them was checked. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** What a `FullstoryOrg` registers. */
export interface OrgRecord {
  readonly construct: IConstruct;
  readonly alias: string | undefined;
  /** Everything but what the client is made of. */
  readonly options: GivenOptions;
  /** What the client is made of. A function, so that nothing that prints a record prints the key. */
  readonly getClientOptions: () => ClientOptions;
}

/** What a data source registers. */
export interface SourceRecord {
  readonly construct: DataNullDataSource;
  readonly schema: DataSourceSchema;
  readonly options: GivenOptions;
  /** The org that was passed. */
  readonly org?: OrgRecord;
}

/** What a gate registers. */
export interface GateRecord {
  readonly construct: IConstruct;
  readonly sources: readonly DataNullDataSource[];
  readonly faults: readonly DeclarationFault[];
  readonly guard?: GuardOptions;
}

/** Every other resource and module of the stack waits for the gate. */
export interface GuardOptions {
  /** Constructs that are left out, with everything inside of them. */
  readonly except: readonly IConstruct[];
  /** Seconds after which a saved plan can no longer be applied. */
  readonly applyMaxAge?: number;
}
