/** What every error of this package carries beside its message. */
export interface ErrorDetails {
  /** What to do, as one sentence. */
  readonly hint: string;
  /** The request or endpoint at fault, for example `GET /settings/recording/v1/privacy`. */
  readonly endpoint?: string;
  /** The HTTP status of the answer, where there was one. */
  readonly status?: number;
  /** How long the host asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** How many attempts were made. */
  readonly attempts?: number;
  readonly cause?: unknown;
}

/** Base of every error that this package throws. `code` is stable and safe to branch on. */
export abstract class FullstoryError extends Error {
  abstract readonly code: string;
  readonly hint: string;
  readonly endpoint?: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly attempts?: number;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
    if (details.endpoint !== undefined) this.endpoint = details.endpoint;
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    if (details.attempts !== undefined) this.attempts = details.attempts;
  }
}

/** An option is missing, empty, malformed or not allowed; nothing was sent. */
export class BadOptionError extends FullstoryError {
  readonly code = "bad_option";
}

/** No API key was given, or the one given is empty; nothing was sent. */
export class MissingKeyError extends FullstoryError {
  readonly code = "missing_key";
}

/** 400: the request was not understood. */
export class BadRequestError extends FullstoryError {
  readonly code = "bad_request";
}

/** 401: the key was refused. */
export class UnauthorizedError extends FullstoryError {
  readonly code = "unauthorized";
}

/** 403: the key is valid, but too weak for this endpoint. */
export class ForbiddenError extends FullstoryError {
  readonly code = "forbidden";
}

/** 404: no such resource, or the org's plan does not include it. */
export class NotFoundError extends FullstoryError {
  readonly code = "resource_not_found";
}

/** 429: too many requests, and waiting for the next attempt would pass the deadline. */
export class RateLimitError extends FullstoryError {
  readonly code = "too_many_requests";
}

/** 5xx, after every attempt. */
export class ServerError extends FullstoryError {
  readonly code = "server_error";
}

/** An answer that no other class covers, for example a redirect or an unexpected status. */
export class UnexpectedAnswerError extends FullstoryError {
  readonly code = "unexpected_answer";
}

/** No whole answer came within the deadline. */
export class TimeoutError extends FullstoryError {
  readonly code = "timeout";
}

/** The caller's signal ended the request. */
export class AbortedError extends FullstoryError {
  readonly code = "aborted";
}

/** The host could not be reached, or the connection broke. */
export class ConnectionError extends FullstoryError {
  readonly code = "connection";
}

/** The answer passed the size cap, counted after decompression. */
export class BodyTooLargeError extends FullstoryError {
  readonly code = "body_too_large";
}

/** The answer's body is not what the endpoint documents. `faults` names every place. */
export class WrongShapeError extends FullstoryError {
  readonly code = "wrong_shape";
  readonly faults: readonly string[];

  constructor(message: string, details: ErrorDetails & { readonly faults: readonly string[] }) {
    super(message, details);
    this.faults = details.faults;
  }
}

/** A cached or clock-skewed answer: its `Age` or `Date` header says that it is not from now. */
export class StaleAnswerError extends FullstoryError {
  readonly code = "stale_answer";
}

/** A history repeated a page token: the walk would never end, so it was not believed. */
export class PaginationLoopError extends FullstoryError {
  readonly code = "pagination_loop";
}

/** The synchronous bridge could not run: its compiled worker is missing or broke. */
export class BridgeError extends FullstoryError {
  readonly code = "bridge";
}
