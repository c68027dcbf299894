import { Agent } from "node:http";
import { DEFAULT_ORG_ID, DEFAULT_SESSION_ID } from "../../src/simulator/index";
import { ROUTE_PATHS } from "../../src/simulator/routes";
import { ask, SETTINGS, sharedSimulator, until } from "./support";

const simulator = sharedSimulator();

const EVENTS = `/v2/sessions/${encodeURIComponent(DEFAULT_SESSION_ID)}/events`;
const PRIVACY = [`${SETTINGS}/privacy`, `${SETTINGS}/privacy/history`];
const PATHS = [...ROUTE_PATHS, EVENTS];

describe.each(PATHS)("%s", (path) => {
  test("answers the admin key", async () => {
    expect((await ask(simulator(), path)).status).toBe(200);
  });

  test(PRIVACY.includes(path) ? "is forbidden to the standard key" : "answers the standard key", async () => {
    const authorization = `Basic ${simulator().standardKey}`;
    const reply = await ask(simulator(), path, { authorization });
    if (PRIVACY.includes(path)) expect(reply).toMatchObject({ status: 403, json: { code: "forbidden" } });
    else expect(reply.status).toBe(200);
  });

  test("is unauthorized without a key, and with anything but a key as it is", async () => {
    const { adminKey } = simulator();
    const headers = [
      null,
      "",
      "Basic",
      "Basic wrong",
      adminKey,
      `Bearer ${adminKey}`,
      `Basic Basic ${adminKey}`,
      `Basic ${Buffer.from(`${adminKey}:`).toString("base64")}`,
    ];
    for (const authorization of headers) {
      const reply = await ask(simulator(), path, { authorization });
      expect(reply).toMatchObject({
        status: 401,
        json: { code: "unauthorized", message: expect.any(String) },
      });
    }
  });
});

test("the standard key reads privacy once the simulator is switched to the newer page's reading", async () => {
  const authorization = `Basic ${simulator().standardKey}`;
  await simulator().configure({ standardKeyReadsPrivacy: true });
  for (const path of PRIVACY) expect((await ask(simulator(), path, { authorization })).status).toBe(200);
});

test("/me tells the org and what kind of key it was asked with", async () => {
  expect((await ask(simulator(), "/me")).json).toEqual({
    email: expect.stringContaining("@"),
    orgId: DEFAULT_ORG_ID,
    role: "ADMIN",
  });
  const standard = await ask(simulator(), "/me", { authorization: `Basic ${simulator().standardKey}` });
  expect(standard.json).toMatchObject({ orgId: DEFAULT_ORG_ID, role: "USER" });
});

test("a key is never shown: requests are listed with its kind, in order of arrival", async () => {
  const { adminKey, standardKey } = simulator();
  await ask(simulator(), `${SETTINGS}/geo/history?limit=2&paginationToken=v0`, {
    headers: { "x-trace": "7" },
  });
  await ask(simulator(), "/me", { authorization: `Basic ${standardKey}` });
  await ask(simulator(), "/me", { authorization: null });
  await ask(simulator(), "/nowhere", { authorization: `Basic ${adminKey}x`, method: "POST" });
  const requests = await simulator().requests();
  expect(requests).toEqual([
    expect.objectContaining({
      method: "GET",
      path: `${SETTINGS}/geo/history`,
      query: { limit: "2", paginationToken: "v0" },
      authorizationKind: "admin",
      status: 400,
    }),
    expect.objectContaining({ path: "/me", authorizationKind: "standard", status: 200 }),
    expect.objectContaining({ path: "/me", authorizationKind: "none", status: 401 }),
    expect.objectContaining({ method: "POST", authorizationKind: "unknown", status: 404 }),
  ]);
  expect(requests[0]?.headers).toMatchObject({ "x-trace": "7", host: expect.any(String) });
  expect(JSON.stringify(requests)).not.toContain(adminKey);
  expect(JSON.stringify(requests)).not.toContain(standardKey);
  await simulator().clearRequests();
  expect(await simulator().requests()).toEqual([]);
});

test("the largest number of requests open at once is counted", async () => {
  await simulator().fault({ kind: "hang", times: 3 });
  const controller = new AbortController();
  const hanging = [1, 2, 3].map(() => fetch(`${simulator().url}/me`, { signal: controller.signal }));
  const outcome = Promise.allSettled(hanging);
  await until(async () => (await simulator().requests()).length === 3);
  controller.abort();
  await outcome;
  expect(await simulator().maxInFlight()).toBe(3);
  await until(async () => {
    await simulator().clearRequests();
    return (await simulator().maxInFlight()) === 0;
  });
  for (let turn = 0; turn < 3; turn++) await ask(simulator(), "/me");
  expect(await simulator().maxInFlight()).toBe(1);
});

test("requests over one connection share its number", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await ask(simulator(), "/me", { agent });
  await ask(simulator(), "/me", { agent });
  await ask(simulator(), "/me");
  agent.destroy();
  const [first, second, third] = (await simulator().requests()).map(({ connection }) => connection);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});
