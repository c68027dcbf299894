import type { DeclaredNode } from "../declare/declared-node.js";
import type { ListField } from "../model/field.js";
import type { Json } from "../model/json.js";
import type { FindingResult } from "./finding.js";

/** A live list, and how its items are judged. */
export interface ListTask {
  readonly field: ListField;
  readonly live: readonly Json[];
  readonly vendorRules: "report" | "exact";
  readonly holds: (node: DeclaredNode, live: Json | undefined) => FindingResult;
  /** Whether a live item protects less than a declared one. */
  readonly isWeaker: (node: DeclaredNode, live: Json) => boolean;
}

/** A live item beside the declared items that have its key. */
export interface Twin {
  readonly value: Json;
  readonly index: number;
  readonly rivals: readonly DeclaredNode[];
}
