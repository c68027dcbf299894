import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Fault } from "../../src/simulator/index";
import { isArray } from "../../src/simulator/json";
import { ask, SETTINGS, sharedSimulator, until } from "./support";

const simulator = sharedSimulator();
const GEO = `${SETTINGS}/geo`;

/** Asks for geo while one fault is in force. */
async function askWith(fault: Fault, headers: Record<string, string> = {}) {
  await simulator().fault(fault);
  return ask(simulator(), GEO, { headers });
}

/** A request that is watched as it goes, for as long as the test likes. */
function watch(path: string) {
  const seen = { status: 0, promised: 0, bytes: 0, ended: "not yet" };
  const call = request(`${simulator().url}${path}`, {
    agent: false,
    headers: { authorization: `Basic ${simulator().adminKey}` },
  });
  call.on("error", () => {
    seen.ended = "broken";
  });
  call.on("response", (response) => {
    seen.status = response.statusCode ?? 0;
    seen.promised = Number(response.headers["content-length"]);
    response.on("data", (chunk: Buffer) => {
      seen.bytes += chunk.length;
    });
    response.on("end", () => {
      seen.ended = "whole";
    });
    response.on("error", () => {
      seen.ended = "broken";
    });
  });
  call.end();
  return { seen, giveUp: () => call.destroy() };
}

/** Others were answered meanwhile, so silence is no slowness. */
async function othersAnswered() {
  for (let turn = 0; turn < 20; turn++) expect((await ask(simulator(), "/me")).status).toBe(200);
}

describe("kinds that replace the answer", () => {
  test("status tells the documented error of that status", async () => {
    const codes = { 400: "required_field", 401: "unauthorized", 403: "forbidden", 404: "resource_not_found" };
    for (const [status, code] of Object.entries(codes)) {
      await simulator().clearFaults();
      const reply = await askWith({ kind: "status", status: Number(status) });
      expect(reply).toMatchObject({ status: Number(status), json: { code, message: expect.any(String) } });
    }
  });

  test("status 429 says when to come back, unless headers say otherwise", async () => {
    const usual = await askWith({ kind: "status", status: 429, times: 1 });
    expect(usual).toMatchObject({ json: { code: "too_many_requests" }, headers: { "retry-after": "1" } });
    const late = await askWith({ kind: "status", status: 429, headers: { "Retry-After": "90" }, times: 1 });
    expect(late.headers["retry-after"]).toBe("90");
    expect((await askWith({ kind: "status", status: 429, headers: {} })).headers).not.toHaveProperty(
      "retry-after",
    );
  });

  test("status sends a body of the test's own, as text or as JSON", async () => {
    expect(await askWith({ kind: "status", status: 503, body: "upstream", times: 1 })).toMatchObject({
      status: 503,
      text: "upstream",
    });
    expect((await askWith({ kind: "status", status: 500, body: { code: "odd" } })).json).toEqual({
      code: "odd",
    });
  });

  test("html is a web page with status 200", async () => {
    const reply = await askWith({ kind: "html" });
    expect(reply.status).toBe(200);
    expect(reply.headers["content-type"]).toMatch(/^text\/html/);
    expect(reply.text).toMatch(/^<!doctype html>/);
  });

  test("invalid-json calls itself JSON and is none", async () => {
    const reply = await askWith({ kind: "invalid-json" });
    expect(reply).toMatchObject({ status: 200, headers: { "content-type": "application/json" } });
    expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
  });

  test("truncated-json is the first half of the ordinary body, its length told truthfully", async () => {
    const whole = (await ask(simulator(), GEO)).text;
    const reply = await askWith({ kind: "truncated-json" });
    expect(whole.startsWith(reply.text)).toBe(true);
    expect(reply.text.length).toBe(Math.floor(whole.length / 2));
    expect(reply.headers["content-length"]).toBe(String(reply.text.length));
  });

  test("body is any text, with any type and status", async () => {
    const text = '{"a":1,"a":2}';
    expect(await askWith({ kind: "body", text, times: 1 })).toMatchObject({ status: 200, text });
    const reply = await askWith({ kind: "body", text: "", contentType: "text/plain", status: 203 });
    expect(reply).toMatchObject({ status: 203, text: "", headers: { "content-type": "text/plain" } });
  });

  test("redirect sends the client elsewhere", async () => {
    const location = "https://elsewhere.example/steal";
    expect(await askWith({ kind: "redirect", location, times: 1 })).toMatchObject({
      status: 302,
      headers: { location },
    });
    expect((await askWith({ kind: "redirect", location, status: 307 })).status).toBe(307);
  });

  test("huge streams valid JSON of exactly that many bytes", async () => {
    const reply = await askWith({ kind: "huge", bytes: 3_000_001 });
    expect(reply.text.length).toBe(3_000_001);
    expect(Object.keys(reply.json)).toEqual(["blockedUas"]);
    expect(reply.headers).not.toHaveProperty("content-length");
  });

  test("huge can be far more than memory holds, and the server outlives a client that hangs up", async () => {
    await simulator().fault({ kind: "huge", bytes: 2 ** 50, times: 1 });
    const controller = new AbortController();
    const response = await fetch(`${simulator().url}${GEO}`, { signal: controller.signal });
    const reader = response.body?.getReader();
    for (let read = 0; read < 4_000_000; ) read += (await reader?.read())?.value?.length ?? 4_000_000;
    controller.abort();
    expect((await ask(simulator(), GEO)).status).toBe(200);
  });

  test("gzip-bomb is small on the wire and large once unpacked, whether or not gzip was asked for", async () => {
    const reply = await askWith({ kind: "gzip-bomb", bytes: 20_000_000 });
    expect(reply.headers["content-encoding"]).toBe("gzip");
    expect(reply.text.length).toBeLessThan(100_000);
    const unpacked = gunzipSync(Buffer.from(reply.text, "latin1"));
    expect(unpacked.length).toBe(20_000_000);
    expect(unpacked.subarray(0, 16).toString()).toBe('{"blockedUas":["');
  });
});

describe("kinds that spoil the connection", () => {
  test("hang never answers", async () => {
    await simulator().fault({ kind: "hang", match: { path: GEO } });
    const { seen, giveUp } = watch(GEO);
    await until(async () => (await simulator().requests()).length === 1);
    await othersAnswered();
    expect(seen).toMatchObject({ status: 0, ended: "not yet" });
    expect((await simulator().requests())[0]).toMatchObject({ path: GEO, status: null });
    giveUp();
  });

  test("hang-body sends the headers and half of the body, then nothing", async () => {
    await simulator().fault({ kind: "hang-body", match: { path: GEO } });
    const { seen, giveUp } = watch(GEO);
    await until(() => seen.bytes > 0 && seen.bytes >= Math.floor(seen.promised / 2));
    await othersAnswered();
    expect(seen).toMatchObject({ status: 200, bytes: Math.floor(seen.promised / 2), ended: "not yet" });
    giveUp();
  });

  test("cut ends the connection in the middle of the body", async () => {
    await simulator().fault({ kind: "cut" });
    const { seen } = watch(GEO);
    await until(() => seen.ended !== "not yet");
    expect(seen).toMatchObject({ status: 200, bytes: Math.floor(seen.promised / 2), ended: "broken" });
  });

  test("reset ends the connection before the answer", async () => {
    await expect(askWith({ kind: "reset" })).rejects.toMatchObject({ code: "ECONNRESET" });
  });
});

describe("kinds that change the ordinary answer", () => {
  test("latency waits, then answers as usual", async () => {
    const reply = await askWith({ kind: "latency", ms: 5 });
    expect(reply).toMatchObject({ status: 200, json: { recordGeoMode: "GEO_ALLOW_LIST" } });
  });

  test("header sets headers, those that the server sets itself included", async () => {
    const headers = { Age: "120", date: "Thu, 01 Jan 1970 00:00:00 GMT" };
    const reply = await askWith({ kind: "header", headers });
    expect(reply).toMatchObject({ status: 200, headers: { age: "120", date: headers.date } });
  });

  test("gzip compresses for those that accept it, and only for them", async () => {
    const packed = await askWith({ kind: "gzip" }, { "accept-encoding": "br, gzip" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    const plain = await ask(simulator(), GEO);
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(gunzipSync(Buffer.from(packed.text, "latin1")).toString()).toBe(plain.text);
  });

  test("loop-token names the same next page for ever", async () => {
    await simulator().fault({ kind: "loop-token" });
    const first = (await ask(simulator(), `${GEO}/history`)).json;
    const token = first["next_pagination_token"];
    expect(token).toMatch(/^v/);
    for (let turn = 0; turn < 3; turn++)
      expect((await ask(simulator(), `${GEO}/history?pagination_token=${token}`)).json).toEqual(first);
    expect(isArray(first["versions"])).toBe(true);
  });

  test("wrong-me tells another org or another role", async () => {
    await simulator().fault({ kind: "wrong-me", orgId: "o-OTHER-eu1", times: 1 });
    await simulator().fault({ kind: "wrong-me", role: "VIEW_ONLY", after: 1 });
    expect((await ask(simulator(), "/me")).json).toMatchObject({ orgId: "o-OTHER-eu1", role: "ADMIN" });
    expect((await ask(simulator(), "/me")).json).toMatchObject({
      orgId: simulator().orgId,
      role: "VIEW_ONLY",
    });
  });

  test("they join with one that replaces the answer", async () => {
    await simulator().fault({ kind: "latency", ms: 1 });
    await simulator().fault({ kind: "header", headers: { age: "7" } });
    expect(await askWith({ kind: "status", status: 502 })).toMatchObject({
      status: 502,
      headers: { age: "7" },
    });
  });
});

describe("schedules", () => {
  const statuses = async (...paths: string[]) => {
    const found: number[] = [];
    for (const path of paths) found.push((await ask(simulator(), path)).status);
    return found;
  };

  test("a fault strikes after so many requests, so many times, then the next one and last the usual answer", async () => {
    await simulator().fault({ kind: "status", status: 503, after: 1, times: 2 });
    await simulator().fault({ kind: "status", status: 429, after: 1, times: 1 });
    expect(await statuses(GEO, GEO, GEO, GEO, GEO)).toEqual([200, 503, 503, 429, 200]);
  });

  test("a fault without times strikes until faults are cleared", async () => {
    await simulator().fault({ kind: "status", status: 500 });
    expect(await statuses(GEO, "/me", "/nowhere")).toEqual([500, 500, 500]);
    await simulator().clearFaults();
    expect(await statuses(GEO)).toEqual([200]);
  });

  test("a part of the path is enough, and exact wants the whole", async () => {
    await simulator().fault({ kind: "status", status: 503, match: { path: "/history" } });
    expect(await statuses(GEO, `${GEO}/history`, `${SETTINGS}/privacy/history`)).toEqual([200, 503, 503]);
    await simulator().clearFaults();
    await simulator().fault({ kind: "status", status: 503, match: { path: GEO, exact: true } });
    expect(await statuses(GEO, `${GEO}?x=1`, `${GEO}/history`, "/geo")).toEqual([503, 503, 200, 404]);
  });

  test("a platform can be singled out; a request that names none means the web", async () => {
    const path = `${SETTINGS}/domain`;
    await simulator().fault({ kind: "status", status: 503, match: { platform: "mobile" } });
    expect(await statuses(path, `${path}?platform=mobile`, GEO)).toEqual([200, 503, 200]);
    await simulator().clearFaults();
    await simulator().fault({ kind: "status", status: 503, match: { path: "domain", platform: "web" } });
    expect(await statuses(path, `${path}?platform=mobile`, `${path}/history`)).toEqual([503, 200, 503]);
  });

  test("the status that a fault gave is the one listed", async () => {
    await simulator().fault({ kind: "status", status: 502 });
    await ask(simulator(), GEO);
    expect(await simulator().requests()).toMatchObject([{ status: 502 }]);
  });
});
