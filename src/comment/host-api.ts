import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { CommentError } from "./error.js";

/** How the API of a host is reached. */
export interface HostApiOptions {
  /** `GitHub` or `GitLab`, for messages. */
  readonly name: string;
  /** Where the API is, such as `https://api.github.com`. The token is sent there and nowhere else. */
  readonly url: string;
  /** Headers of every request, the token among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that one request may take. @default 10000 */
  readonly timeoutMs?: number;
  /** Milliseconds that all requests together may take. @default 60000 */
  readonly deadlineMs?: number;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Method = "GET" | "POST" | "PATCH" | "PUT";

/** An answer with a status from 200 to 299. */
export interface Answer {
  readonly body: unknown;
  /** Whether the host says that there is another page. */
  readonly hasNext: boolean;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Requests to the API of one host: no redirects, deadlines, a limit for the answer. An error names the host and the
 * status; it repeats nothing of the answer.
 */
export class HostApi {
  readonly #options: HostApiOptions;
  readonly #base: string;
  readonly #dispatcher: Dispatcher;
  readonly #deadline: AbortSignal;

  constructor(options: HostApiOptions) {
    const url = readApiUrl(options.name, options.url);
    this.#options = options;
    this.#base = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
    // http is for a loopback address, to which no proxy leads.
    this.#dispatcher = url.protocol === "http:" ? new Agent() : new EnvHttpProxyAgent();
    this.#deadline = AbortSignal.timeout(options.deadlineMs ?? 60_000);
  }

  /**
   * `path` begins with a slash and is ours or encoded.
   *
   * @throws CommentError for every answer but 2xx with JSON
   */
  async send(method: Method, path: string, body?: object): Promise<Answer> {
    const { name, headers, timeoutMs = 10_000, signal } = this.#options;
    const attempt = AbortSignal.timeout(timeoutMs);
    let status = 0;
    try {
      const answer = await request(`${this.#base}${path}`, {
        method,
        headers: {
          ...headers,
          accept: "application/json",
          "user-agent": "cdktf-fullstory",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        dispatcher: this.#dispatcher,
        signal: AbortSignal.any([signal, attempt, this.#deadline]),
      });
      status = answer.statusCode;
      if (status < 200 || status > 299) {
        await answer.body.dump();
        throw createRefusedError(name, status);
      }
      return { body: await readJson(answer.body), hasNext: hasNextPage(answer.headers) };
    } catch (error) {
      if (error instanceof CommentError || signal.aborted) throw error;
      if (attempt.aborted || this.#deadline.aborted)
        throw new CommentError(
          `${name} did not answer in time`,
          "Try again, or see whether the host can be reached from here.",
        );
      if (error instanceof SyntaxError || error instanceof TooLarge)
        throw new CommentError(
          `${name} answered with ${status} and something that is no JSON, or too much of it`,
          "See whether the address is that of the API, and not of the web page.",
        );
      throw new CommentError(
        `${name} could not be reached at ${new URL(this.#base).host}${findErrorCode(error)}`,
        "See whether the address is right, and whether the host can be reached from here.",
      );
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

class TooLarge extends Error {}

async function readJson(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > MAX_BODY_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/** Only that there is a next page is read: an address in a header is never followed. */
function hasNextPage(headers: Record<string, string | string[] | undefined>): boolean {
  const { link, "x-next-page": next } = headers;
  return /rel="?next"?/.test(String(link ?? "")) || /^\d+$/.test(String(next ?? ""));
}

function createRefusedError(name: string, status: number): CommentError {
  if (status >= 300 && status < 400)
    return new CommentError(
      `${name} answered with a redirect (${status}), which is not followed`,
      "Give the address of the API itself: a redirect could lead the token to another host.",
      status,
    );
  if (status === 401)
    return new CommentError(
      `${name} refused the token (401)`,
      "Give a token that is valid and not expired.",
      status,
    );
  if (status === 429 || status >= 500)
    return new CommentError(`${name} could not answer (${status})`, "Try again later.", status);
  return new CommentError(`${name} refused the request (${status})`, "See what the token may do.", status);
}

function findErrorCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z_]{1,40}$/.test(code) ? ` (${code})` : "";
}

/** Decides whether a token may go to a URL. */
function readApiUrl(name: string, text: string): URL {
  const hint = "Give the address of its API, such as https://api.github.com or https://gitlab.com/api/v4.";
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new CommentError(`the address of ${name}'s API is not a URL`, hint);
  }
  const isLoopback = url.hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback))
    throw new CommentError(
      `the address of ${name}'s API must begin with https://, so that nobody reads the token on its way`,
      hint,
    );
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw new CommentError(`the address of ${name}'s API must not hold a user name, query or fragment`, hint);
  return url;
}
