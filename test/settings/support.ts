import { type Compared, type CompareOptions, compareDocument } from "../../lib/settings/compare/compare.js";
import type { FindingResult } from "../../lib/settings/compare/finding.js";
import { pickWorst } from "../../lib/settings/compare/outcome.js";
import { normalizeDeclaration, type Problem } from "../../lib/settings/declare/declaration.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints, type SettingsDocument } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";

/** A body as it was decoded, or an error that lists its faults. */
export function decoded(name: EndpointName, body: unknown): SettingsDocument {
  const result = decodeDocument(name, body);
  if (!result.ok) throw new Error(result.faults.join("\n"));
  return result.value;
}

export function faultsOf(name: EndpointName, body: unknown): readonly string[] {
  const result = decodeDocument(name, body);
  return result.ok ? [] : result.faults;
}

/** A declaration spelled out, or an error that lists its problems. */
export function normalized(name: EndpointName, declared: unknown): ObjectNode {
  const { node, problems } = normalizeDeclaration(endpoints[name].document, declared);
  if (node === undefined)
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return node;
}

export function problemsOf(name: EndpointName, declared: unknown): readonly Problem[] {
  return normalizeDeclaration(endpoints[name].document, declared).problems;
}

export function compared(
  name: EndpointName,
  live: unknown,
  declared: unknown,
  options: CompareOptions = {},
): Compared {
  return compareDocument({ ...options, ...endpoints[name] }, decoded(name, live), normalized(name, declared));
}

export function resultOf(comparison: Compared): FindingResult {
  return pickWorst(comparison.fields.map((field) => field.result));
}

export function verdict(
  name: EndpointName,
  live: unknown,
  declared: unknown,
  options: CompareOptions = {},
): FindingResult {
  return resultOf(compared(name, live, declared, options));
}
