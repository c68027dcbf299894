import { decodeDocument } from "../../lib/settings/decode/decode-document";
import type { SettingsDocument } from "../../lib/settings/endpoints/endpoints";
import { endpoints } from "../../lib/settings/endpoints/endpoints";
import type { EndpointName } from "../../lib/settings/model/endpoint";
import { listChanges } from "../../lib/snapshot/list-changes";
import * as fc from "../fast-check.js";

/** A document as the client would hand it on. */
export function document(name: EndpointName, body: object): SettingsDocument {
  const decoded = decodeDocument(name, JSON.parse(JSON.stringify(body)));
  if (!decoded.ok) throw new Error(decoded.faults.join("; "));
  return decoded.value;
}

export function changes(name: EndpointName, before: object, after: object, options = {}) {
  const documents = { before: document(name, before), after: document(name, after) };
  return listChanges(endpoints[name], documents, options);
}

/** Any JSON whose numbers can be read exactly; others are a fault of the document. */
export const safeJson = (maxDepth: number) =>
  fc
    .jsonValue({ maxDepth })
    .map((value) =>
      JSON.parse(JSON.stringify(value), (_, item: unknown) =>
        typeof item === "number" && Math.abs(item) > Number.MAX_SAFE_INTEGER ? 1 : item,
      ),
    );
