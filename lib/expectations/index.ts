export type { Expectation, ExpectOptions } from "./expectation.js";
export { MAX_AGE_FORM, type MaxAge, readMaxAge, writeMaxAge } from "./max-age.js";
export { fieldOf, type Waiver, waiverFaults } from "./waiver.js";
