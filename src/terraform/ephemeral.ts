import { isObject, parseJson, textOf } from "./json.js";

/**
 * Addresses of the ephemeral resources of a type that `plan -json` opened without an error. Nothing of them stands in
 * the plan itself.
 */
export function openedEphemerals(output: string, type: string): readonly string[] {
  const opened = new Set<string>();
  for (const line of output.split("\n")) {
    const event = parseJson(line);
    if (!isObject(event) || event["type"] !== "ephemeral_op_complete" || !isObject(event["hook"])) continue;
    const { resource, action } = event["hook"];
    if (action === "open" && isObject(resource) && resource["resource_type"] === type)
      opened.add(textOf(resource["addr"]));
  }
  return [...opened];
}
