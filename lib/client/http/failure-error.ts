import {
  AbortedError,
  BadRequestError,
  BodyTooLargeError,
  ConnectionError,
  type ErrorDetails,
  ForbiddenError,
  type FullstoryError,
  NotFoundError,
  RateLimitError,
  ServerError,
  StaleAnswerError,
  TimeoutError,
  UnauthorizedError,
  UnexpectedAnswerError,
  WrongShapeError,
} from "../../errors.js";
import { omitUndefined } from "../../omit-undefined.js";
import { endpoints } from "../../settings/endpoints/endpoints.js";
import type { Failure } from "./failure.js";

/** What the error of a given-up request tells besides the failure itself. */
export interface FailureContext {
  /** For example `GET /settings/recording/v1/privacy`. */
  readonly endpoint: string;
  readonly host: string;
  readonly attempts: number;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  /** Whether the deadline, and not the number of attempts, ended the tries. */
  readonly deadlinePassed: boolean;
  readonly retryAfterMs?: number;
}

/** A replacement for a thrown network error: it has its code and none of its objects. */
export function createSafeCause(netCode: string): Error {
  return Object.assign(new Error(`the connection failed with ${netCode}`), { code: netCode });
}

/** The error that a caller gets for a request that was given up. */
export function createFailureError(failure: Failure, context: FailureContext): FullstoryError {
  const { endpoint, attempts } = context;
  const netCode = "netCode" in failure ? failure.netCode : undefined;
  const status = "status" in failure ? failure.status : undefined;
  const toDetails = (hint: string): ErrorDetails => ({
    hint,
    endpoint,
    attempts,
    ...omitUndefined({ status, retryAfterMs: context.retryAfterMs }),
    ...(netCode === undefined ? {} : { cause: createSafeCause(netCode) }),
  });
  const tries = `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  const by = netCode === undefined ? "" : ` (${netCode})`;
  switch (failure.kind) {
    case "status":
      return createStatusError(failure, { ...context, tries }, toDetails);
    case "timeout": {
      const limit = context.deadlinePassed
        ? `within the deadline of ${context.deadlineMs} ms`
        : `within ${context.timeoutMs} ms an attempt`;
      const hint = "Try again later; raise timeoutMs and deadlineMs only if the network is known to be slow.";
      return new TimeoutError(`${endpoint} gave no whole answer ${limit}, ${tries}`, toDetails(hint));
    }
    case "aborted":
      return createAbortedError(endpoint, { attempts });
    case "connection": {
      const hint = "Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the host name.";
      return new ConnectionError(
        `${endpoint} could not reach ${context.host}${by}, ${tries}`,
        toDetails(hint),
      );
    }
    case "certificate": {
      const hint = "Trust the host's certificate authority with NODE_EXTRA_CA_CERTS; verification stays on.";
      const message = `${endpoint} does not trust the certificate of ${context.host}${by}`;
      return new ConnectionError(message, toDetails(hint));
    }
    case "cut": {
      const message = `${endpoint} answered ${failure.status}, but the answer was cut short${by}, ${tries}`;
      return new ConnectionError(message, toDetails("Try again; a proxy in between may cut answers."));
    }
    case "redirect": {
      const message = `${endpoint} answered ${failure.status}, a redirect to ${failure.to}, which is not followed`;
      return new UnexpectedAnswerError(
        message,
        toDetails("Correct baseUrl: the key never goes through a redirect."),
      );
    }
    case "too_large": {
      const message = `${endpoint} answered with more than ${failure.limitBytes} bytes, and was cut off`;
      return new BodyTooLargeError(
        message,
        toDetails("No documented answer is that large: check which host answers."),
      );
    }
    case "stale": {
      const message = `${endpoint} gave an answer that is not from now: ${failure.why}`;
      const hint = "Take away the cache between here and the host, or set this machine's clock.";
      return new StaleAnswerError(message, toDetails(hint));
    }
    case "unexpected": {
      const message = `${endpoint} gave an answer that cannot be used: ${failure.why}`;
      return new UnexpectedAnswerError(message, toDetails("Check which host answers at baseUrl."));
    }
    case "garbled":
      return createShapeError(endpoint, [failure.fault], { status: failure.status, attempts });
  }
}

/** The error of a request that its caller ended. */
export function createAbortedError(
  endpoint: string,
  seen: { readonly attempts?: number } = {},
): AbortedError {
  const hint = "Nothing to do; the caller asked.";
  return new AbortedError(`${endpoint} was aborted by the caller`, { hint, endpoint, ...seen });
}

/** The error of an answer whose body is not what the endpoint documents. */
export function createShapeError(
  endpoint: string,
  faults: readonly string[],
  seen: { readonly status?: number; readonly attempts?: number } = {},
): WrongShapeError {
  return new WrongShapeError(`${endpoint} answered with a body of the wrong shape: ${faults.join("; ")}`, {
    hint: "Check which host answers at baseUrl; if it is Fullstory's, the API has changed: report this.",
    endpoint,
    faults,
    ...seen,
  });
}

function createStatusError(
  failure: Extract<Failure, { kind: "status" }>,
  context: FailureContext & { readonly tries: string },
  details: (hint: string) => ErrorDetails,
): FullstoryError {
  const { endpoint, retryAfterMs, deadlineMs, tries } = context;
  const { status, vendorCode } = failure;
  const wait = retryAfterMs === undefined ? "" : `; retry after ${Math.ceil(retryAfterMs / 1000)} s`;
  const past =
    wait !== "" && context.deadlinePassed ? `, which is past the deadline of ${deadlineMs} ms` : "";
  const seen = vendorCode === undefined ? `${status}` : `${status} ${vendorCode}`;
  const message = `${endpoint} answered ${seen}, ${tries}${wait}${past}`;
  switch (status) {
    case 400:
      return new BadRequestError(
        message,
        details("Check the parameters of the request, for example the session id."),
      );
    case 401: {
      const hint =
        "Give a key that the org still accepts, of the org's own region (FULLSTORY_API_KEY or apiKey).";
      return new UnauthorizedError(message, details(hint));
    }
    case 403: {
      const known = Object.values(endpoints).find(({ path }) => endpoint.includes(path));
      return new ForbiddenError(message, details(known?.forbidden ?? "Use a key with more rights."));
    }
    case 404: {
      const hint = "It does not exist, or the org's plan does not include it; check baseUrl and the id.";
      return new NotFoundError(message, details(hint));
    }
    case 429: {
      const hint = "Too many requests with this key: wait, then run again, or raise deadlineMs.";
      return new RateLimitError(message, details(hint));
    }
    default:
      if (status >= 500) return new ServerError(message, details("The host is in trouble: run again later."));
      return new UnexpectedAnswerError(message, details("Check which host answers at baseUrl."));
  }
}
