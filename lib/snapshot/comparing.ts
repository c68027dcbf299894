type Comparing = typeof import("./changes-between.js");

/**
 * What compares documents. Loaded at the first need, because it is most of what this door would load; whoever waits
 * for the network anyway may call this meanwhile.
 */
export function loadComparing(): Comparing {
  return require("./changes-between.js");
}

export const changesBetween: Comparing["changesBetween"] = (...given) =>
  loadComparing().changesBetween(...given);
