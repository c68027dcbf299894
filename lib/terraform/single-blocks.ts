import { isJsonObject } from "../settings/model/json.js";

/** What the gate stands in, or is kept by. Terraform takes lists of blocks as well, which only an override writes. */
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
