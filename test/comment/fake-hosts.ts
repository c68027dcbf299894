import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment as both APIs have it. */
export interface Stored {
  readonly id: number;
  readonly author: number;
  body: string;
  readonly system?: boolean;
}

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

export const ACCOUNTS: readonly Account[] = [
  { id: 1, login: "github-actions[bot]", type: "Bot" },
  { id: 2, login: "mallory", type: "User" },
  { id: 3, login: "ci-user", type: "User" },
  // Not possible on GitHub, and not to be believed all the same.
  { id: 4, login: "GitHub-Actions[bot]", type: "User" },
];

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Servers on loopback that speak the two APIs as far as comments need them. */
export interface FakeHosts {
  readonly url: string;
  readonly comments: Stored[];
  readonly pulls: { number: number; owner: string; branch: string; sha: string }[];
  readonly calls: Call[];
  /** Tokens and whose they are; `app`: one that may not ask who it is. */
  readonly tokens: Map<
    string,
    { readonly account: number; readonly isApp?: boolean; readonly readOnly?: boolean }
  >;
  /** Answers in place of the host, where it says `true`. */
  fault: Answering | undefined;
  pageSize: number;
  stop(): Promise<void>;
}

export async function startFakeHosts(): Promise<FakeHosts> {
  const hosts: FakeHosts = {
    url: "",
    comments: [],
    pulls: [],
    calls: [],
    tokens: new Map(),
    fault: undefined,
    pageSize: 100,
    stop: async () => undefined,
  };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      hosts.calls.push({ method, path: url, headers, body });
      if (hosts.fault?.(request, response) === true) return;
      const [status, value, more] = answer(hosts, method, new URL(url, "http://host"), headers, body);
      response.writeHead(status, { "content-type": "application/json", ...more });
      response.end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(hosts, {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

type Result = readonly [number, unknown, Record<string, string>?];

function answer(
  hosts: FakeHosts,
  method: string,
  url: URL,
  headers: IncomingMessage["headers"],
  body: string,
): Result {
  const given = headers.authorization?.replace(/^Bearer /, "") ?? headers["private-token"];
  const token = hosts.tokens.get(String(given));
  if (token === undefined) return [401, { message: `Bad credentials ${String(given)}` }];
  const isGitlab = headers["private-token"] !== undefined;
  if (url.pathname === "/user") {
    if (token.isApp === true) return [403, { message: "Resource not accessible by integration" }];
    const account = ACCOUNTS.find(({ id }) => id === token.account);
    return [200, { ...account, username: account?.login }];
  }
  if (url.pathname === "/repos/o/r/pulls") {
    const wanted = url.searchParams.get("head");
    const found = hosts.pulls.filter(({ owner, branch }) => `${owner}:${branch}` === wanted);
    return [200, found.map(({ number, sha }) => ({ number, head: { sha } }))];
  }
  const list = isGitlab ? "/projects/g%2Fp/merge_requests/7/notes" : "/repos/o/r/issues/7/comments";
  const single = isGitlab ? `${list}/` : "/repos/o/r/issues/comments/";
  if (url.pathname === list && method === "GET") return page(hosts, url, isGitlab);
  if (token.readOnly === true) return [403, { message: "no" }];
  if (url.pathname === list && method === "POST") {
    const text = String(JSON.parse(body).body);
    if (!isGitlab && text.length > 65_536) return [422, { message: "body is too long" }];
    const stored = { id: 1_000 + hosts.comments.length, author: token.account, body: text };
    hosts.comments.push(stored);
    return [201, stored];
  }
  const changed = hosts.comments.find(({ id }) => url.pathname === `${single}${id}`);
  if (changed !== undefined && method === (isGitlab ? "PUT" : "PATCH")) {
    // GitHub lets whoever may write change the comment of another; nothing but the program keeps from it.
    changed.body = String(JSON.parse(body).body);
    return [200, changed];
  }
  return [404, { message: "Not Found" }];
}

function page(hosts: FakeHosts, url: URL, isGitlab: boolean): Result {
  const number = Number(url.searchParams.get("page") ?? "1");
  const size = Math.min(hosts.pageSize, Number(url.searchParams.get("per_page") ?? "30"));
  const rows = hosts.comments
    .slice((number - 1) * size, number * size)
    .map(({ id, author, body, system }) => {
      const account = ACCOUNTS.find((each) => each.id === author);
      return isGitlab
        ? { id, body, system: system ?? false, author: { id: author, username: account?.login } }
        : { id, body, user: account };
    });
  const isLast = number * size >= hosts.comments.length;
  const next = { ...(isGitlab ? { "x-next-page": isLast ? "" : String(number + 1) } : {}) };
  const link = { ...(isGitlab || isLast ? {} : { link: '<http://198.51.100.1/steal>; rel="next"' }) };
  return [200, rows, { ...next, ...link }];
}
