import * as v from "valibot";
import { isJsonObject } from "../model/json.js";
import { type Decoded, limitFaults, nameType } from "./decode-document.js";

/** Who a key belongs to: what `GET /me` answers. */
export interface Me {
  readonly email?: string;
  readonly orgId: string;
  /** ADMIN, USER (a standard key), VIEW_ONLY, ARCHITECT, UMBRELLA_MANAGER, UNKNOWN, or a newer word. */
  readonly role: string;
}

const schema = v.object({
  email: v.nullish(v.string()),
  orgId: v.pipe(v.string(), v.regex(/^[\w.:-]{1,100}$/)),
  role: v.pipe(v.string(), v.regex(/^\w{1,40}$/)),
});

export function decodeMe(body: unknown): Decoded<Me> {
  if (!isJsonObject(body)) return { ok: false, faults: [`$: expected an object, found ${nameType(body)}`] };
  const ids = ["orgId", "org_id"].filter((key) => Object.hasOwn(body, key)).map((key) => body[key]);
  if (new Set(ids).size > 1) {
    return {
      ok: false,
      faults: ['$: "orgId" and "org_id" are two spellings of one key with different values'],
    };
  }
  const parsed = v.safeParse(schema, { email: body["email"], orgId: ids[0], role: body["role"] });
  if (!parsed.success) {
    const faults = parsed.issues.map(
      (issue) =>
        `$.${v.getDotPath(issue) ?? ""}: ${issue.type === "regex" ? "not an identifier" : `expected ${issue.expected ?? "another value"}, found ${nameType(issue.input)}`}`,
    );
    return { ok: false, faults: limitFaults(faults) };
  }
  const { email, orgId, role } = parsed.output;
  return { ok: true, value: { ...(email ? { email } : {}), orgId, role }, unknownKeys: [] };
}
