export type { Expectation } from "./expectation.js";
export { type DateMeaning, formatInstant, readInstant } from "./instant.js";
export { formatMaxAge, MAX_AGE_FORM, type MaxAge, readMaxAge } from "./max-age.js";
export { describeUndeclared, findExpiry, findWaiverFaults, getTopField, type Waiver } from "./waiver.js";
