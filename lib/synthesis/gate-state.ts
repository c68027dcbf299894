import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { DeclarationFault } from "./errors.js";

/** What the synthesis reads of a gate. */
export interface GateState {
  readonly faults: readonly DeclarationFault[];
  readonly dataSources: readonly AnyDataSource[];
  readonly guard?: Guard;
}

/** Every other resource and module of the stack waits for the gate. */
export interface Guard {
  /** Construct paths that are left out. */
  readonly except: readonly string[];
  /** Seconds after which a saved plan can no longer be applied. */
  readonly applyMaxAge?: number;
}
