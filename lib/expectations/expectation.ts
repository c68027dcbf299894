import { Token, Tokenization } from "cdktf";
import {
  type NormalizeOptions,
  normalizeDeclaration,
  type Problem,
} from "../settings/declare/declaration.js";
import type { ObjectNode } from "../settings/declare/declared-node.js";
import type { ObjectField } from "../settings/model/field.js";
import type { Over } from "./history-expectation.js";
import { callerLocation, type SourceLocation } from "./source-location.js";
import type { Waiver } from "./waiver.js";

/** How an expectation is held. */
export interface ExpectOptions {
  /** `warning` shows a difference and never fails. @default "error" */
  readonly severity?: "error" | "warning";
  /** Why it matters; the message says it. */
  readonly because?: string;
  /** Differences that are let through for a while. */
  readonly waivers?: readonly Waiver[];
  /** Whether a difference that is only stricter fails. @default - the org's */
  readonly onTightened?: "error" | "warning";
}

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
}

const OPTIONS = ["severity", "because", "waivers", "onTightened"];

export function expectationOf(
  document: ObjectField,
  declared: unknown,
  options: ExpectOptions,
  constructPath: string,
  location: SourceLocation | undefined = callerLocation(),
): Expectation {
  const { node, problems } = normalizeDeclaration(document, declared, references);
  return {
    ...(node === undefined ? {} : { node }),
    problems: [...problems, ...optionProblems(options)],
    options: {
      ...options,
      ...(Array.isArray(options.waivers)
        ? { waivers: options.waivers.map((waiver) => ({ ...waiver })) }
        : {}),
    },
    ...(location === undefined ? {} : { location }),
    constructPath,
  };
}

function optionProblems(options: ExpectOptions): Problem[] {
  const problems: Problem[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  for (const key of Object.keys(options))
    if (!OPTIONS.includes(key)) add(key.slice(0, 40), "no such option of expect");
  const { severity, because, waivers, onTightened } = options;
  for (const [name, value] of Object.entries({ severity, onTightened })) {
    if (value !== undefined && value !== "error" && value !== "warning")
      add(name, 'must be "error" or "warning"');
  }
  if (because !== undefined && (typeof because !== "string" || because.trim() === ""))
    add("because", "must be a sentence");
  if (waivers !== undefined && !Array.isArray(waivers)) add("waivers", "must be a list");
  return problems;
}

/** Terraform references have no value at synthesis. A text that only looks like one is a text. */
const references: NormalizeOptions = {
  reference: (value) => {
    if (typeof value === "string") return isRegistered(value) ? "text" : undefined;
    return Token.isUnresolved(value) &&
      !(Array.isArray(value) && value.every((item) => typeof item === "string"))
      ? "other"
      : undefined;
  },
};

function isRegistered(text: string): boolean {
  if (!text.includes("TfToken[")) return false;
  try {
    return (
      Tokenization.reverseString(text).tokens.length > 0 || Tokenization.reverseList([text]) !== undefined
    );
  } catch {
    return false;
  }
}
