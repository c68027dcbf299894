export { type BlameByPath, type BlameInput, blameOf } from "./blame.js";
export {
  type Evaluation,
  evaluate,
  type FieldVerdict,
  hasDrift,
  neededWaivers,
  withoutNeededElsewhere,
} from "./evaluate.js";
export { fieldTexts, openFindings } from "./field-texts.js";
export {
  effectOf,
  type FieldPolicy,
  type FieldResult,
  failingNotices,
  failsPlan,
  fieldPolicy,
  isBinding,
  isOpen,
  judgeField,
  judgementAt,
  mustFail,
  type Notice,
  outcomeOf,
  resultOf,
  type Severity,
  type WaivedFinding,
} from "./judge.js";
export type { Load } from "./loaded.js";
export { unreadSelectorMessage } from "./notices.js";
export type { Stricter, Weakening, WeakeningKind } from "./weakened.js";
export { compareStrictness, goneStack } from "./weakening.js";
