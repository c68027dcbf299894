type Comparing = typeof import("./changes-between.js");

/**
 * Loads the comparer when it is first used, because it is most of what this room would load. A caller that waits for
 * the network may load it meanwhile.
 */
export function loadComparing(): Comparing {
  return require("./changes-between.js");
}

export const changesBetween: Comparing["changesBetween"] = (...given) =>
  loadComparing().changesBetween(...given);
