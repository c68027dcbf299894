import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { omitUndefined } from "../../omit-undefined.js";
import { CapPassed, readText } from "./body.js";
import { callOnAbort } from "./call-on-abort.js";
import type { Exchange, Send } from "./connections.js";
import { classifyThrown, type Failure } from "./failure.js";
import { explainStaleness } from "./freshness.js";

/** One GET to make. */
export interface AttemptInput {
  readonly send: Send;
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Milliseconds for headers and body together. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly signal?: AbortSignal;
  /** Wall clock. */
  readonly wallMs: () => number;
}

export type AttemptResult =
  | { readonly ok: true; readonly text: string; readonly status: number; readonly sentAtMs: number }
  | { readonly ok: false; readonly failure: Failure };

const ERROR_BODY_BYTES = 64 * 1024;

/** Makes one attempt. Never throws; a connection whose answer was not read to its end is destroyed. */
export async function attemptOnce(input: AttemptInput): Promise<AttemptResult> {
  if (input.signal?.aborted === true) return { ok: false, failure: { kind: "aborted" } };
  let exchange: Exchange | undefined;
  let stopped: "timeout" | "aborted" | undefined;
  const stop = (why: "timeout" | "aborted"): void => {
    stopped ??= why;
    exchange?.destroy();
  };
  const timer = setTimeout(stop, input.timeoutMs, "timeout");
  const forget = callOnAbort(input.signal, () => stop("aborted"));
  const sentAtMs = input.wallMs();
  let status: number | undefined;
  let result: AttemptResult;
  try {
    exchange = input.send(input.path, input.headers);
    const answer = await exchange.answer;
    status = answer.statusCode;
    // An abandoned body must not raise an unhandled error.
    answer.on("error", () => undefined);
    result = await readAnswer(answer, input, sentAtMs);
  } catch (error) {
    const failure: Failure =
      error instanceof CapPassed
        ? { kind: "too_large", status: status ?? 200, limitBytes: input.maxBodyBytes }
        : classifyThrown(error, status);
    result = { ok: false, failure };
  } finally {
    clearTimeout(timer);
    forget();
  }
  if (!result.ok) {
    // When a body times out after its status arrived, the status is reported.
    const hung = stopped === "timeout" && result.failure.kind === "status";
    if (stopped !== undefined && !hung) result = { ok: false, failure: { kind: stopped } };
    exchange?.destroy();
  }
  return result;
}

async function readAnswer(
  answer: IncomingMessage,
  input: AttemptInput,
  sentAtMs: number,
): Promise<AttemptResult> {
  const { statusCode: status = 0 } = answer;
  const listHeaders = (name: string): readonly string[] => answer.headersDistinct[name] ?? [];
  const getHeader = (name: string): string | undefined => listHeaders(name)[0];
  const fail = (failure: Failure): AttemptResult => ({ ok: false, failure });
  if (status >= 300 && status < 400) {
    return fail({ kind: "redirect", status, to: readHost(getHeader("location"), input.origin) });
  }
  const encoding = getHeader("content-encoding")?.trim().toLowerCase() ?? "identity";
  const gzip = encoding === "gzip" || encoding === "x-gzip";
  const readable = gzip || encoding === "identity" || encoding === "";
  if (status !== 200) {
    const vendorCode = readable ? await readVendorCode(answer, gzip) : undefined;
    const retryAfter = getHeader("retry-after");
    return fail({ kind: "status", status, ...omitUndefined({ vendorCode, retryAfter }) });
  }
  const why = explainStaleness(
    { ages: listHeaders("age"), dates: listHeaders("date") },
    sentAtMs,
    input.wallMs(),
  );
  if (why !== undefined) return fail({ kind: "stale", status, why });
  if (!readable) {
    return fail({ kind: "unexpected", status, why: "it is packed in an encoding that was not asked for" });
  }
  if (Number(getHeader("content-length")) > input.maxBodyBytes) throw new CapPassed();
  return { ok: true, text: await readText(answer, gzip, input.maxBodyBytes), status, sentAtMs };
}

/** The error body's `code`, if it is a short snake_case word. Its message is the host's text and is not read. */
async function readVendorCode(body: Readable, gzip: boolean): Promise<string | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readText(body, gzip, ERROR_BODY_BYTES));
    const code: unknown =
      typeof parsed === "object" && parsed !== null && "code" in parsed ? parsed.code : undefined;
    return typeof code === "string" && /^[a-z_]{1,40}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function readHost(location: string | undefined, origin: string): string {
  try {
    const host = new URL(location ?? "", origin).host;
    return location !== undefined && /^[a-zA-Z0-9.:[\]-]{1,200}$/.test(host)
      ? host
      : "nowhere that can be read";
  } catch {
    return "nowhere that can be read";
  }
}
