import * as v from "valibot";
import { omitUndefined } from "../omit-undefined.js";
import { findOptionFaults, type OptionEntries } from "../options.js";
import { normalizeDeclaration, type Problem } from "../settings/declare/declaration.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import type { ReferenceReader } from "../settings/declare/node-reader.js";
import type { ObjectField } from "../settings/model/field.js";
import type { SourceLocation } from "./source-location.js";
import type { Waiver } from "./waiver.js";

/** How strictly an expectation is enforced. */
export interface ExpectOptions {
  /** `warning` shows a difference and never fails. @default "error" */
  readonly severity?: "error" | "warning";
  /** Why it matters; shown in the message. */
  readonly because?: string;
  /** Differences that are let through for a while. */
  readonly waivers?: readonly Waiver[];
  /** Whether a difference that is only stricter fails. @default - the org's */
  readonly onTightened?: "error" | "warning";
}

/** A statement about the versions of a history rather than about one document. */
export type Over =
  | { readonly kind: "always"; readonly since: string }
  | {
      readonly kind: "changed-only-by";
      readonly since: string;
      readonly actors: ReadonlySet<string>;
      readonly allowEmpty: boolean;
    };

/** What one `expect` call declared, checked and copied, so that later changes to the object do not matter. */
export interface Expectation {
  readonly node?: ObjectNode;
  readonly problems: readonly Problem[];
  readonly options: ExpectOptions;
  readonly location?: SourceLocation;
  /** Path of the construct that declared it. */
  readonly constructPath: string;
  /** Where it is about the versions of a history. */
  readonly over?: Over;
  /** Those of its waivers that other expectations of the same gate were given too, and how many were in all. @default - none */
  readonly sharedWaivers?: ReadonlyMap<Waiver, number>;
  /** What each of its waivers is called where it was written, for example `waivers[2]`. @default - by its index */
  readonly waiverNames?: readonly string[];
}

/** A declaration as it was handed over. */
export interface ExpectationInput {
  readonly document: ObjectField;
  readonly declared: unknown;
  readonly options: ExpectOptions;
  readonly constructPath: string;
  readonly location: SourceLocation | undefined;
}

const severity = v.optional(v.picklist(["error", "warning"], 'must be "error" or "warning"'));
const sentence = v.custom<string>(
  (text) => typeof text === "string" && text.trim() !== "",
  "must be a sentence",
);

/** The options of `expect`. */
export const expectOptions: OptionEntries = {
  severity,
  onTightened: severity,
  because: v.optional(sentence),
  waivers: v.optional(v.array(v.unknown(), "must be a list")),
};

/** Checks and copies a declaration. Nothing is thrown: what is wrong stands in `problems`. */
export function readExpectation(input: ExpectationInput, reference: ReferenceReader): Expectation {
  const { document, declared, options, constructPath, location } = input;
  const { node, problems } = normalizeDeclaration(document, declared, { reference });
  const { waivers } = options;
  return {
    ...omitUndefined({ node }),
    problems: [...problems, ...findOptionProblems(options)],
    options: {
      ...options,
      ...(Array.isArray(waivers) ? { waivers: waivers.map((waiver) => ({ ...waiver })) } : {}),
    },
    ...omitUndefined({ location }),
    constructPath,
  };
}

function findOptionProblems(options: ExpectOptions): readonly Problem[] {
  return findOptionFaults(options, expectOptions, "no such option of expect").map(({ field, message }) => ({
    path: field ?? "",
    message,
  }));
}
