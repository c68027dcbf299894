/** The msgpack extension types of an unknown value, and the keys in the body of a refined one, as go-cty has them. */
export const UNREFINED = 0;
export const REFINED = 12;
export const REFINEMENT = { isNull: 1, prefix: 2, min: 3, max: 4, minLength: 5, maxLength: 6 } as const;
