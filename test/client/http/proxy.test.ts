import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../support/certificate";
import { runScript } from "../support/child";

const HOST = "fs.example.test";
const dir = mkdtempSync(join(tmpdir(), "fullstory-proxy-"));
const ca = join(dir, "ca.pem");

/** The bytes that a proxy was sent, and what it was asked for. */
const proxySaw = { bytes: "", connects: [] as string[], plain: 0 };
const originSaw: (string | undefined)[] = [];
const sockets = new Set<Socket>();
let origin: Server;
let proxy: Server;
let proxyUrl = "";

async function listen(server: Server): Promise<number> {
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const certificate = makeCertificate(HOST);
  writeFileSync(ca, certificate.cert);
  origin = createHttpsServer(certificate, (request, response) => {
    originSaw.push(request.headers.authorization);
    response.end('{"recordGeoMode":"GEO_ALL"}');
  });
  const originPort = await listen(origin);
  proxy = createHttpServer((request, response) => {
    proxySaw.plain++;
    proxySaw.bytes += JSON.stringify(request.headers);
    response.end("{}");
  });
  proxy.on("connect", (request, client: Socket) => {
    proxySaw.connects.push(request.url ?? "");
    proxySaw.bytes += JSON.stringify(request.headers);
    if (request.url?.startsWith("refused.") === true) return client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const upstream = connect(originPort, "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
    client.on("data", (chunk: Buffer) => {
      proxySaw.bytes += chunk.toString("latin1");
    });
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
    return undefined;
  });
  proxyUrl = `http://user:pass@127.0.0.1:${await listen(proxy)}`;
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all([origin, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(dir, { recursive: true });
});

beforeEach(() => {
  Object.assign(proxySaw, { bytes: "", connects: [], plain: 0 });
  originSaw.length = 0;
});

async function ask(host: string, env: NodeJS.ProcessEnv): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await runScript("proxy-process.js", [`https://${host}`, host], {
    FULLSTORY_API_KEY: "SECRETKEY",
    ...env,
  });
  expect(stdout + stderr).not.toContain("SECRETKEY");
  return JSON.parse(stdout);
}

describe("a proxy", () => {
  test.each(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"])(
    "of %s only makes a tunnel and never sees the key",
    async (name) => {
      const outcome = await ask(HOST, { [name]: proxyUrl, NODE_EXTRA_CA_CERTS: ca });
      expect(outcome).toMatchObject({ geo: { recordGeoMode: "GEO_ALL" } });
      expect(originSaw).toEqual(["Basic SECRETKEY"]);
      expect(proxySaw.connects).toEqual([`${HOST}:443`]);
      expect(proxySaw.plain).toBe(0);
      expect(proxySaw.bytes).not.toMatch(/SECRETKEY|"authorization"/);
      expect(proxySaw.bytes.length).toBeGreaterThan(100);
    },
  );

  test("that refuses the tunnel is a connection error", async () => {
    expect(await ask("refused.example.test", { HTTPS_PROXY: proxyUrl })).toMatchObject({
      code: "connection",
    });
    expect(proxySaw.plain).toBe(0);
  });

  test("is left out for hosts of NO_PROXY", async () => {
    const outcome = await ask(HOST, {
      HTTPS_PROXY: proxyUrl,
      NO_PROXY: "example.test",
      NODE_EXTRA_CA_CERTS: ca,
    });
    expect(outcome).toMatchObject({ code: "connection" });
    expect(proxySaw.connects).toEqual([]);
  });
});

describe("a certificate", () => {
  test("that nobody vouches for ends the connection before the key is sent", async () => {
    const outcome = await ask(HOST, { HTTPS_PROXY: proxyUrl });
    expect(outcome).toMatchObject({ code: "connection", cause: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(originSaw).toEqual([]);
  });

  test("is verified even if the program turns that off after the options were checked", async () => {
    const outcome = await ask(HOST, { HTTPS_PROXY: proxyUrl, TURN_TLS_OFF_LATE: "0" });
    expect(outcome).toMatchObject({ code: "connection", cause: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(originSaw).toEqual([]);
  });

  test("of another host ends the connection before the key is sent", async () => {
    const outcome = await ask("other.example.test", { HTTPS_PROXY: proxyUrl, NODE_EXTRA_CA_CERTS: ca });
    expect(outcome["code"]).toBe("connection");
    expect(originSaw).toEqual([]);
  });
});
