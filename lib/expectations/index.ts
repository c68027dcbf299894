export { MAX_AGE_FORM, type MaxAge, readMaxAge, writeMaxAge } from "./max-age.js";
