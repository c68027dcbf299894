import { isJsonObject } from "../settings/model/json.js";

/** Blocks that the gate is written into. Terraform also takes lists of such blocks, which only an override writes. */
const SINGLE = [
  ["terraform"],
  ["terraform", "required_providers"],
  ["data"],
  ["ephemeral"],
  ["check"],
  ["provider"],
] as const;

/** Those that are there and are no single object: nothing could be added to them, or found in them again. */
export function oddBlocks(tree: unknown): readonly string[] {
  return SINGLE.flatMap((path) => {
    let found: unknown = tree;
    for (const key of path) found = isJsonObject(found) ? found[key] : undefined;
    return found === undefined || found === null || isJsonObject(found)
      ? []
      : [`${path.join(".")} is no single object`];
  });
}
