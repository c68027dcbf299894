import {
  type Direction,
  type EnumField,
  type Field,
  type ItemChange,
  type ObjectField,
  rateByRank,
} from "../model/field.js";
import { isJsonObject } from "../model/json.js";

export type BodyRecording = "ELIDE" | "WHITELIST" | "RECORD" | (string & {});

/** What is recorded of the network requests whose URL matches. */
export interface AjaxWatch {
  /** The vendor's pattern for the URL; never compiled here. */
  readonly urlRegex?: string | null;
  /** What is recorded of the request's body. */
  readonly recordReq?: BodyRecording | null;
  /** What is recorded of the response's body. */
  readonly recordRsp?: BodyRecording | null;
  /** Fields of the request's body that are recorded under `WHITELIST`. */
  readonly whitelistReq?: string | null;
  /** Fields of the response's body that are recorded under `WHITELIST`. */
  readonly whitelistRsp?: string | null;
}

function buildBodyField(doc: string): EnumField {
  return {
    kind: "enum",
    doc,
    values: ["ELIDE", "WHITELIST", "RECORD"],
    direction: rateByRank({ RECORD: 0, WHITELIST: 1, ELIDE: 2 }),
  };
}

const fields = {
  urlRegex: { kind: "text", doc: "The pattern for the URL." },
  recordReq: buildBodyField("What is recorded of the request's body."),
  // The help page's table writes `recordRes`.
  recordRsp: {
    ...buildBodyField("What is recorded of the response's body."),
    olderKeys: ["recordRes", "record_res"],
  },
  whitelistReq: { kind: "text", doc: "Fields of the request's body that are recorded under WHITELIST." },
  whitelistRsp: { kind: "text", doc: "Fields of the response's body that are recorded under WHITELIST." },
} as const satisfies Record<keyof AjaxWatch, Field>;

function buildListCompanion(mode: "recordReq" | "recordRsp", list: "whitelistReq" | "whitelistRsp") {
  return {
    field: mode,
    when: ["WHITELIST"],
    needs: list,
    line: `${list}: "...",`,
    why: "under WHITELIST the list decides what is recorded",
  };
}

export const ajaxWatchField: ObjectField = {
  kind: "object",
  doc: "What is recorded of matching network requests.",
  fields,
  required: ["urlRegex", "recordReq", "recordRsp"],
  companions: [
    buildListCompanion("recordReq", "whitelistReq"),
    buildListCompanion("recordRsp", "whitelistRsp"),
  ],
};

function elidesAll(item: unknown): boolean {
  return isJsonObject(item) && item["recordReq"] === "ELIDE" && item["recordRsp"] === "ELIDE";
}

/** An undeclared watch that elides both bodies can only record less. */
export function rateAddedWatch({ item }: ItemChange): Direction {
  return elidesAll(item) ? "tightened" : "loosened";
}

/** A watch that is gone may uncover a later one, so only the loss of a full elision is clear. */
export function rateRemovedWatch({ item }: ItemChange): Direction {
  return elidesAll(item) ? "loosened" : "unclear";
}
