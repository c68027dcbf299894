export { type BlameByPath, type BlameInput, findBlame } from "./blame.js";
export {
  type Evaluation,
  evaluate,
  type FieldVerdict,
  hasDrift,
  listNeededWaivers,
  withoutNeededElsewhere,
} from "./evaluate.js";
export { listOpen, renderFieldTexts } from "./field-texts.js";
export {
  type FieldPolicy,
  type FieldResult,
  failsPlan,
  isBinding,
  isOpen,
  judgeAgainAt,
  judgeEffect,
  judgeField,
  judgeOutcome,
  judgeResult,
  listFailingNotices,
  mustFail,
  type Notice,
  resolvePolicy,
  type Severity,
  type WaivedFinding,
} from "./judge.js";
export type { Load } from "./loaded.js";
export { renderUnreadSelectors } from "./notices.js";
export type { Stricter, Weakening, WeakeningKind } from "./weakened.js";
export { compareStrictness, reportGoneStack } from "./weakening.js";
