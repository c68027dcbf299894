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
  // `declare`: Node prints the fields of an uncaught error, undefined ones too.
  declare readonly endpoint?: string;
  declare readonly status?: number;
  declare readonly retryAfterMs?: number;
  declare readonly attempts?: number;

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
  static readonly code = "bad_option";
  readonly code = BadOptionError.code;
}

/** No API key was given, or the one given is empty; nothing was sent. */
export class MissingKeyError extends FullstoryError {
  static readonly code = "missing_key";
  readonly code = MissingKeyError.code;
}

/** 400: the request was not understood. */
export class BadRequestError extends FullstoryError {
  static readonly code = "bad_request";
  readonly code = BadRequestError.code;
}

/** 401: the key was refused. */
export class UnauthorizedError extends FullstoryError {
  static readonly code = "unauthorized";
  readonly code = UnauthorizedError.code;
}

/** 403: the key is valid, but too weak for this endpoint. */
export class ForbiddenError extends FullstoryError {
  static readonly code = "forbidden";
  readonly code = ForbiddenError.code;
}

/** 404: no such resource, or the org's plan does not include it. */
export class NotFoundError extends FullstoryError {
  static readonly code = "resource_not_found";
  readonly code = NotFoundError.code;
}

/** 429: too many requests, and waiting for the next attempt would pass the deadline. */
export class RateLimitError extends FullstoryError {
  static readonly code = "too_many_requests";
  readonly code = RateLimitError.code;
}

/** 5xx, after every attempt. */
export class ServerError extends FullstoryError {
  static readonly code = "server_error";
  readonly code = ServerError.code;
}

/** An answer that no other class covers, for example a redirect or an unexpected status. */
export class UnexpectedAnswerError extends FullstoryError {
  static readonly code = "unexpected_answer";
  readonly code = UnexpectedAnswerError.code;
}

/** No whole answer came within the deadline. */
export class TimeoutError extends FullstoryError {
  static readonly code = "timeout";
  readonly code = TimeoutError.code;
}

/** The caller's signal ended the request. */
export class AbortedError extends FullstoryError {
  static readonly code = "aborted";
  readonly code = AbortedError.code;
}

/** The host could not be reached, or the connection broke. */
export class ConnectionError extends FullstoryError {
  static readonly code = "connection";
  readonly code = ConnectionError.code;
}

/** The answer passed the size cap, counted after decompression. */
export class BodyTooLargeError extends FullstoryError {
  static readonly code = "body_too_large";
  readonly code = BodyTooLargeError.code;
}

/** The answer's body is not what the endpoint documents. `faults` names every place. */
export class WrongShapeError extends FullstoryError {
  static readonly code = "wrong_shape";
  readonly code = WrongShapeError.code;
  readonly faults: readonly string[];

  constructor(message: string, details: ErrorDetails & { readonly faults: readonly string[] }) {
    super(message, details);
    this.faults = details.faults;
  }
}

/** A cached or clock-skewed answer: its `Age` or `Date` header says that it is not from now. */
export class StaleAnswerError extends FullstoryError {
  static readonly code = "stale_answer";
  readonly code = StaleAnswerError.code;
}

/** A history repeated a page token: the walk would never end, so it was not believed. */
export class PaginationLoopError extends FullstoryError {
  static readonly code = "pagination_loop";
  readonly code = PaginationLoopError.code;
}

/** The synchronous bridge could not run: its compiled worker is missing or broke. */
export class BridgeError extends FullstoryError {
  static readonly code = "bridge";
  readonly code = BridgeError.code;
}
