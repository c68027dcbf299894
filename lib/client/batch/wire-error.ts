import * as errors from "../../errors.js";
import { FullstoryError, UnexpectedAnswerError, WrongShapeError } from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import { findNetCode } from "../http/failure.js";
import { createSafeCause } from "../http/failure-error.js";

/** An error as a plain object that survives JSON, threads and files; only its stack is lost. */
export interface SerializedError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly endpoint?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly attempts?: number;
  /** Of a WrongShapeError. */
  readonly faults?: readonly string[];
  /** The network's own code, for example ECONNREFUSED. */
  readonly causeCode?: string;
}

/** The details of every error class. Only a WrongShapeError uses `faults`. */
type Details = errors.ErrorDetails & { readonly faults: readonly string[] };
interface ErrorClass {
  readonly code: string;
  new (message: string, details: Details): FullstoryError;
}

function isErrorClass(exported: unknown): exported is ErrorClass {
  return typeof exported === "function" && "code" in exported;
}

const CLASSES: ReadonlyMap<string, ErrorClass> = new Map(
  Object.values<unknown>(errors)
    .filter(isErrorClass)
    .map((each) => [each.code, each]),
);

/** Turns an error into a plain object. An error of any other kind becomes an UnexpectedAnswerError without its text. */
export function serializeError(error: unknown): SerializedError {
  if (!(error instanceof FullstoryError)) {
    const netCode = findNetCode(error);
    return serializeError(
      new UnexpectedAnswerError("the request failed in a way that nobody foresaw", {
        hint: "This is a defect of cdktf-fullstory: report it.",
        ...(netCode === undefined ? {} : { cause: createSafeCause(netCode) }),
      }),
    );
  }
  const { code, message, hint, endpoint, status, retryAfterMs, attempts } = error;
  const causeCode = findNetCode(error.cause);
  return {
    code,
    message,
    hint,
    ...omitUndefined({ endpoint, status, retryAfterMs, attempts }),
    ...(error instanceof WrongShapeError ? { faults: error.faults } : {}),
    ...omitUndefined({ causeCode }),
  };
}

/** The error that `serializeError` was given, of the same class. */
export function deserializeError(plain: SerializedError): FullstoryError {
  const { code, message, faults = [], causeCode, ...rest } = plain;
  const details = {
    ...rest,
    ...(causeCode === undefined ? {} : { cause: createSafeCause(causeCode) }),
    faults,
  };
  return new (CLASSES.get(code) ?? UnexpectedAnswerError)(message, details);
}
