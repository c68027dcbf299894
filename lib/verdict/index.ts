export { type BlameByPath, type BlameInput, blameOf, type KnownVersions } from "./blame.js";
export {
  type Evaluation,
  type EvaluationInput,
  evaluate,
  type FieldVerdict,
  hasDrift,
  neededWaivers,
  type Rules,
  type UnusedWaiver,
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
  isTolerated,
  type Judgement,
  judgeField,
  judgementAt,
  mustFail,
  type Notice,
  type Outcome,
  outcomeOf,
  type Policy,
  resultOf,
  type Severity,
  type WaivedFinding,
} from "./judge.js";
export type { DocumentSource, Load, LoadedDocument, UnreadDocument } from "./loaded.js";
export type { StackChanges, Stricter, Weakening, WeakeningKind } from "./weakened.js";
export { compareStrictness, goneStack } from "./weakening.js";
