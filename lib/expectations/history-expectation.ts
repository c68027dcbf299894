import type { ReferenceReader } from "../settings/declare/node-reader.js";
import type { Problem } from "../settings/model/problem.js";
import {
  type Expectation,
  type ExpectationInput,
  type ExpectOptions,
  readExpectation,
} from "./expectation.js";
import { readInstant } from "./instant.js";

/** Since when a statement about a history must hold. */
export interface SinceOptions extends ExpectOptions {
  /** A date or an ISO 8601 instant. The version in force at that date counts too. */
  readonly since: string;
}

export interface ChangedOnlyByOptions extends SinceOptions {
  /** Whether no change at all satisfies it. @default false */
  readonly allowEmpty?: boolean;
}

/** Checks a statement that every version must hold. */
export function readAlways(
  input: ExpectationInput & { readonly options: SinceOptions },
  reference: ReferenceReader,
): Expectation {
  const { since, ...options } = input.options;
  const expectation = readExpectation({ ...input, options }, reference);
  const problems = [...expectation.problems, ...findSinceProblems(since)];
  return { ...expectation, problems, over: { kind: "always", since: toInstant(since) } };
}

/** Checks a statement about who made the versions. What is declared is the list of their addresses. */
export function readChangedOnlyBy(
  input: ExpectationInput & { readonly options: ChangedOnlyByOptions },
): Expectation {
  const { since, allowEmpty, ...options } = input.options;
  const actors: unknown = input.declared;
  // The declaration is the list of actors; the document's own fields are not looked at.
  const {
    problems: optionProblems,
    node: _,
    ...expectation
  } = readExpectation({ ...input, declared: undefined, options }, () => undefined);
  const problems = [...optionProblems.filter((problem) => problem.path !== ""), ...findSinceProblems(since)];
  const addresses = Array.isArray(actors)
    ? actors.filter((actor: unknown): actor is string => typeof actor === "string" && actor.trim() !== "")
    : [];
  if (!Array.isArray(actors) || addresses.length !== actors.length || addresses.length === 0) {
    problems.push({ path: "actors", message: "must be a list of addresses, at least one" });
  }
  return {
    ...expectation,
    problems,
    over: {
      kind: "changed-only-by",
      since: toInstant(since),
      actors: new Set(addresses),
      allowEmpty: allowEmpty === true,
    },
  };
}

function findSinceProblems(since: unknown): readonly Problem[] {
  const ms = readInstant(since, "start");
  if (ms === undefined)
    return [{ path: "since", message: 'must be a date like "2026-01-31" or an ISO 8601 instant' }];
  return ms > Date.now() ? [{ path: "since", message: "lies in the future, so nothing could fail" }] : [];
}

function toInstant(since: unknown): string {
  const ms = readInstant(since, "start");
  return ms === undefined ? "1970-01-01T00:00:00Z" : new Date(ms).toISOString();
}
