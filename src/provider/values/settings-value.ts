import type { Endpoint, JsonObject } from "../../../lib/settings/index.js";
import type { CtyObject } from "../../plugin/index.js";
import type { DecodedSettings } from "../reading/loaded.js";
import { alteredKeys, nullKeys } from "./document-paths.js";
import { valueOfObject } from "./document-value.js";
import type { Exposure } from "./masks.js";

/** A settings document, or a version of one, as its data source has it. */
export function settingsValue(
  endpoint: Endpoint,
  { document, unknownKeys }: DecodedSettings,
  exposure: Exposure,
): CtyObject {
  const live = document as unknown as JsonObject;
  const value = valueOfObject(endpoint.document, live, exposure);
  return new Map([
    ...value,
    ["unknown_keys", unknownKeys],
    ["null_keys", nullKeys(endpoint.document, live)],
    ["altered_keys", alteredKeys(endpoint.document, live)],
  ]);
}
