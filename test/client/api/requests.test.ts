import { prepareRequest, type SettingsRequest } from "../../../lib/client/api/requests";
import { BadOptionError } from "../../../lib/errors";
import * as fc from "../../fast-check.js";

const path = (request: SettingsRequest): string => prepareRequest(request).path;
const events = (sessionId: string): string => path({ kind: "session-events", sessionId });

describe("a settings request", () => {
  test.each<[SettingsRequest, string]>([
    [{ kind: "me" }, "/me"],
    [{ kind: "document", endpoint: "geo" }, "/settings/recording/v1/geo"],
    [
      { kind: "document", endpoint: "domain", platform: "mobile" },
      "/settings/recording/v1/domain?platform=mobile",
    ],
    [{ kind: "history-page", endpoint: "privacy" }, "/settings/recording/v1/privacy/history"],
    [
      { kind: "history-page", endpoint: "features", platform: "web", limit: 100, token: "a b&c=d%#" },
      "/settings/recording/v1/features/history?platform=web&limit=100&pagination_token=a%20b%26c%3Dd%25%23",
    ],
    [
      { kind: "session-events", sessionId: "1:2", enableEventCache: false },
      "/v2/sessions/1%3A2/events?enable_event_cache=false",
    ],
  ])("%j asks for %s", (request, expected) => {
    expect(path(request)).toBe(expected);
  });

  test("is called by its path, without page token and session id", () => {
    const page = { kind: "history-page", endpoint: "domain", platform: "web", token: "t" } as const;
    expect(prepareRequest(page).endpoint).toBe("GET /settings/recording/v1/domain/history?platform=web");
    const request = { kind: "session-events", sessionId: "17117:591" } as const;
    expect(prepareRequest(request).endpoint).toBe("GET /v2/sessions/{session_id}/events");
  });

  test.each([
    { kind: "document", endpoint: "nothing" },
    { kind: "document", endpoint: "constructor" },
    { kind: "document", endpoint: "geo", platform: "web" },
    { kind: "document", endpoint: "domain", platform: "desktop" },
    { kind: "history-page", endpoint: "geo", limit: 0 },
    { kind: "history-page", endpoint: "geo", limit: 101 },
    { kind: "history-page", endpoint: "geo", limit: 1.5 },
    { kind: "history-page", endpoint: "geo", token: "" },
    { kind: "history-page", endpoint: "geo", token: "a\nb" },
    { kind: "history-page", endpoint: "geo", token: "\ud800" },
    { kind: "session-events", sessionId: "1:2", enableEventCache: "yes" },
  ])("%j is refused", (request) => {
    expect(() => path(request as SettingsRequest)).toThrow(BadOptionError);
  });
});

describe("a session id", () => {
  test("is sent with its colon as %3A, and the ! of replay URLs stands for the colon", () => {
    expect(events("17117:5916567459329906423")).toBe("/v2/sessions/17117%3A5916567459329906423/events");
    expect(events("17117!5916567459329906423")).toBe("/v2/sessions/17117%3A5916567459329906423/events");
  });

  test.each([
    "",
    "1",
    "1:",
    ":2",
    "1:2:3",
    "1%3A2",
    "1/2:3",
    "a\\b:1",
    "1:2\n",
    "1:2\u0000",
    "..:..",
    "1:2?x",
    "1:2#x",
    " 1:2",
  ])("of %j is refused and not repeated", (sessionId) => {
    expect(() => events(sessionId)).toThrow(BadOptionError);
  });

  test("that is accepted is encoded exactly once and comes back as it was, whatever it is made of", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
    fc.assert(
      fc.property(part, part, fc.constantFrom(":", "!"), (device, session, colon) => {
        const [, , , id = ""] = events(`${device}${colon}${session}`).split("/");
        expect(id).not.toContain("%25");
        expect(decodeURIComponent(id)).toBe(`${device}:${session}`);
      }),
    );
  });

  test("is either refused or stays within its place in the path, whatever it is", () => {
    const odd = fc.string({ unit: fc.constantFrom("1", ":", "!", "%", "/", ".", "?", "#", "\\", "\n", "é") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd), (sessionId) => {
        let sent: string;
        try {
          sent = events(sessionId);
        } catch (error) {
          expect(error).toBeInstanceOf(BadOptionError);
          return;
        }
        expect(new URL(sent, "http://x").pathname).toMatch(/^\/v2\/sessions\/[\w-]+%3A[\w-]+\/events$/);
      }),
    );
  });
});
