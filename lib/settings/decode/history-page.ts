import { omitUndefined } from "../../omit-undefined.js";
import type { SettingsDocument, SettingsDocuments } from "../endpoints/endpoints.js";
import type { EndpointName } from "../model/endpoint.js";
import { isJsonObject } from "../model/json.js";
import { type Decoded, decodeDocument, limitFaults, nameType } from "./decode-document.js";

/** One page of an endpoint's history, newest version first. */
export interface HistoryPage<Name extends EndpointName = EndpointName> {
  readonly versions: readonly SettingsDocuments[Name][];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

export function decodeHistoryPage(name: EndpointName, body: unknown): Decoded<HistoryPage> {
  if (!isJsonObject(body)) return { ok: false, faults: [`$: expected an object, found ${nameType(body)}`] };
  const faults: string[] = [];
  const unknownKeys: string[] = [];
  const versions: SettingsDocument[] = [];
  const list = body["versions"];
  if (!Array.isArray(list)) faults.push(`$.versions: expected an array, found ${nameType(list)}`);
  else {
    list.forEach((item: unknown, index) => {
      const decoded = decodeDocument(name, item);
      const toPath = (path: string) => `$.versions[${index}]${path.slice(1)}`;
      if (decoded.ok) {
        versions.push(decoded.value);
        for (const path of decoded.unknownKeys) unknownKeys.push(toPath(path));
      } else for (const fault of decoded.faults) faults.push(toPath(fault));
    });
  }
  const token = readNextToken(body, faults);
  if (faults.length > 0) return { ok: false, faults: limitFaults(faults) };
  return { ok: true, value: { versions, ...omitUndefined({ nextToken: token }) }, unknownKeys };
}

const SPELLINGS = ["next_pagination_token", "nextPaginationToken"] as const;

/** Empty, null and absent mean the end; anything else must be a string. Both spellings of the key must agree. */
function readNextToken(body: Readonly<Record<string, unknown>>, faults: string[]): string | undefined {
  const given: unknown[] = [];
  for (const spelling of SPELLINGS) {
    if (!Object.hasOwn(body, spelling)) continue;
    const token = body[spelling] ?? "";
    if (typeof token === "string") given.push(token);
    else faults.push(`$.${spelling}: expected a string, found ${nameType(token)}`);
  }
  const [first, second] = given;
  if (second !== undefined && first !== second) {
    faults.push(
      `$: "${SPELLINGS[0]}" and "${SPELLINGS[1]}" are two spellings of one key with different values`,
    );
  }
  return typeof first === "string" && first !== "" ? first : undefined;
}
