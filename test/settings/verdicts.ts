import { blocking } from "./verdicts/blocking.js";
import { domain } from "./verdicts/domain.js";
import { elementBlocks } from "./verdicts/element-blocks.js";
import { features } from "./verdicts/features.js";
import { geo } from "./verdicts/geo.js";
import { privacy } from "./verdicts/privacy.js";
import type { VerdictRow } from "./verdicts/rows.js";
import { targeting } from "./verdicts/targeting.js";

export type { VerdictRow } from "./verdicts/rows.js";

/** Verdicts written by hand, field by field, from semantics.md; nothing here is derived from the comparer. */
export const verdicts: readonly VerdictRow[] = [
  ...blocking,
  ...domain,
  ...geo,
  ...elementBlocks,
  ...privacy,
  ...features,
  ...targeting,
];
