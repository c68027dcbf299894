export type { StackChanges, Stricter, Weakening, WeakeningKind } from "./weakened.js";
export { compareStrictness, goneStack } from "./weakening.js";
