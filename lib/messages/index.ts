export { quoteCode } from "./code-string.js";
export { describeCorrection } from "./correction.js";
export {
  createHclDialect,
  type Dialect,
  fromHclPath,
  quoteHcl,
  toHclPath,
  typescriptDialect,
} from "./dialect.js";
export { nameDocument } from "./document-name.js";
export { type Blame, type Budget, renderDrift } from "./drift.js";
export { quoteHclKey, toHcl } from "./hcl-value.js";
export { toHclWords } from "./hcl-words.js";
export { clip, formatMinute, labelLine, pluralize, renderLead, showValue } from "./lines.js";
export { renderNotLive } from "./not-live.js";
export { renderNotice } from "./notice.js";
export { describeRemedy } from "./remedy.js";
export { breakMarkers, sanitize } from "./sanitize.js";
export { renderStale, renderStaleSnapshot } from "./stale.js";
export { renderUnread } from "./unreadable.js";
export { renderExpiredWaiver, renderUnusedWaiver } from "./waiver.js";
export { suggestExpiry } from "./waiver-suggestion.js";
export { renderWrongOrg } from "./wrong-org.js";
