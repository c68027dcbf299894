import * as fc from "./fast-check.js";

/** Any one character, half surrogates included. fast-check's own `binary` takes a second to be made. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
