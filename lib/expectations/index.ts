export type { Expectation } from "./expectation.js";
export { type DateMeaning, readInstant, writeInstant } from "./instant.js";
export { MAX_AGE_FORM, type MaxAge, readMaxAge, writeMaxAge } from "./max-age.js";
export { expiryOf, fieldOf, undeclaredWaiver, type Waiver, waiverFaults } from "./waiver.js";
