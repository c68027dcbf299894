export { type BlameByPath, blameOf, type KnownVersions } from "./blame.js";
export {
  type Evaluation,
  evaluate,
  type FieldVerdict,
  hasDrift,
  neededWaivers,
  type Rules,
  withoutNeededElsewhere,
} from "./evaluate.js";
export { fieldTexts, openFindings } from "./field-texts.js";
export { failsPlan, judgementAt, resultOf, type WaivedFinding } from "./judge.js";
export type { LoadedDocument } from "./loaded.js";
export type { StackChanges, Stricter, Weakening, WeakeningKind } from "./weakened.js";
export { compareStrictness, goneStack } from "./weakening.js";
