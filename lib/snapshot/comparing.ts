type Comparing = typeof import("./list-changes.js");

/**
 * Loads the comparer when it is first used, because it is most of what this room would load. A caller that waits for
 * the network may load it meanwhile.
 */
export function loadComparing(): Comparing {
  return require("./list-changes.js");
}

export const listChanges: Comparing["listChanges"] = (...given) => loadComparing().listChanges(...given);
