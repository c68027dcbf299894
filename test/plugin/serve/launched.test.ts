import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import http2 from "node:http2";
import { connect as connectSocket } from "node:net";
import path from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Schema } from "../../../src/plugin/index.js";
import { createIdentity, type Identity } from "../../../src/plugin/serve/certificate.js";
import { framePrefix, unframe } from "../../../src/plugin/wire/frame.js";
import { encodeMessage, type Field, Message } from "../../../src/plugin/wire/message.js";
import { eventually, temporaryFolder } from "../../terraform/support.js";
import { PROGRAM } from "../example/support.js";
import { diagnosticsOf, dynamicValue } from "../support.js";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const HOW: Schema = { attributes: { how: { type: "string" } } };
const terraform = createIdentity();

function pem({ certificate }: Identity): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`;
}

interface Launched {
  readonly child: ChildProcess;
  readonly address: string;
  readonly certificate: X509Certificate | undefined;
  stdout(): string;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function launch(variables: NodeJS.ProcessEnv = {}): Promise<Launched> {
  const env = {
    PATH: process.env["PATH"],
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: pem(terraform),
    ...variables,
  };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.resume();
  await once(child.stdout, "data");
  const match = /^1\|6\|unix\|(\/[^|]+\/socket)\|grpc\|([A-Za-z0-9+/]*)\n$/.exec(stdout);
  if (match === null) throw new Error(`the handshake was ${JSON.stringify(stdout)}`);
  const [, address = "", der = ""] = match;
  const certificate = der === "" ? undefined : new X509Certificate(Buffer.from(der, "base64"));
  return { child, address, certificate, stdout: () => stdout };
}

function tlsTo({ address, certificate }: Launched, identity?: Identity): TLSSocket {
  return connectTls({
    path: address,
    servername: "localhost",
    ca: certificate?.toString() ?? "",
    ALPNProtocols: ["h2"],
    ...(identity && { key: identity.key, cert: pem(identity) }),
  });
}

function sessionTo(launched: Launched): http2.ClientHttp2Session {
  return http2.connect("https://localhost", { createConnection: () => tlsTo(launched, terraform) });
}

async function call(
  session: http2.ClientHttp2Session,
  rpc: string,
  fields: readonly Field[] = [],
): Promise<Message> {
  const stream = session.request({ ":method": "POST", ":path": rpc });
  const body = encodeMessage(fields);
  stream.end(Buffer.concat([framePrefix(body.length), body]));
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "end");
  return new Message(unframe(chunks));
}

function hanging(): readonly Field[] {
  return [
    [1, "example_fail"],
    [2, dynamicValue(HOW, { how: "hang" })],
  ];
}

test("Started by hand, it says in one line what it is, and ends with 1.", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^terraform-provider-example 1\.0\.0 is a provider .*"acme\/example".*\n$/);
});

test("A Terraform without protocol 6 is told so.", () => {
  const env = { ...process.env, TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: "4,5" };
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM], { encoding: "utf8", env });
  expect(status).toBe(1);
  expect(stdout).toContain("needs Terraform 1.0 or later");
});

test("What keeps it from starting is its first line, which Terraform shows.", () => {
  const env = { ...process.env, TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_CLIENT_CERT: "no certificate" };
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM], { encoding: "utf8", env });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^terraform-provider-example 1\.0\.0 cannot start: .+\n$/);
});

test("Its certificate is its own, for localhost, and the socket is for its owner only.", async () => {
  const { certificate, address } = await launch();
  expect(certificate?.subjectAltName).toBe("DNS:localhost");
  expect(certificate?.ca).toBe(false);
  expect(certificate?.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  expect(certificate?.verify(certificate.publicKey)).toBe(true);
  expect(statSync(path.dirname(address)).mode & 0o777).toBe(0o700);
});

test("Terraform's own certificate is served; a call that is not known is refused at once.", async () => {
  const session = sessionTo(await launch());
  const schema = await call(session, "/tfplugin6.Provider/GetProviderSchema");
  expect(schema.getMessages(3)).toHaveLength(2);
  for (const rpc of ["/plugin.GRPCBroker/StartStream", "/plugin.GRPCStdio/StreamStdio", "/other"]) {
    const stream = session.request({ ":method": "POST", ":path": rpc });
    const [headers] = await once(stream, "response");
    expect(headers).toMatchObject({ "grpc-status": "12" });
  }
  session.close();
});

test.each([
  ["another certificate", createIdentity()],
  ["no certificate", undefined],
])("A stranger with %s is cut off before an answer.", async (_name, identity) => {
  const launched = await launch();
  const socket = tlsTo(launched, identity);
  const received: Buffer[] = [];
  socket.on("error", () => undefined).on("data", (chunk: Buffer) => received.push(chunk));
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  await once(socket, "close");
  expect(Buffer.concat(received)).toHaveLength(0);
  const session = sessionTo(launched);
  expect((await call(session, "/tfplugin6.Provider/GetProviderSchema")).getMessages(3)).toHaveLength(2);
  session.close();
});

test("A stranger who does not speak TLS is cut off, and does no harm.", async () => {
  const launched = await launch();
  const socket = connectSocket(launched.address);
  socket.on("error", () => undefined).resume();
  socket.write("GET / HTTP/1.1\r\n\r\n");
  await once(socket, "close");
  const session = sessionTo(launched);
  await call(session, "/tfplugin6.Provider/GetProviderSchema");
  session.close();
});

test("Standard output carries the handshake and nothing else.", async () => {
  const launched = await launch();
  const session = sessionTo(launched);
  await call(session, "/tfplugin6.Provider/GetProviderSchema");
  session.close();
  expect(launched.stdout().split("\n")).toHaveLength(2);
});

test("Shutdown ends the process and removes its socket, also while a read hangs.", async () => {
  const launched = await launch();
  const session = sessionTo(launched);
  session.on("error", () => undefined);
  const read = session.request({ ":method": "POST", ":path": "/tfplugin6.Provider/ReadDataSource" });
  read.on("error", () => undefined);
  const body = encodeMessage(hanging());
  read.end(Buffer.concat([framePrefix(body.length), body]));
  await call(session, "/plugin.GRPCController/Shutdown");
  const [code] = await once(launched.child, "exit");
  expect(code).toBe(0);
  expect(existsSync(path.dirname(launched.address))).toBe(false);
  session.destroy();
});

test("StopProvider ends what runs and what comes later, and lets be closed what is open.", async () => {
  const session = sessionTo(await launch());
  const read = call(session, "/tfplugin6.Provider/ReadDataSource", hanging());
  await call(session, "/tfplugin6.Provider/StopProvider");
  const later = call(session, "/tfplugin6.Provider/ReadDataSource", hanging());
  for (const response of [await read, await later]) {
    expect(diagnosticsOf(response, 2)).toMatchObject([{ severity: "error", summary: "Interrupted" }]);
  }
  const closed = await call(session, "/tfplugin6.Provider/CloseEphemeralResource", [[1, "example_token"]]);
  expect(diagnosticsOf(closed, 1)).toEqual([]);
  session.close();
});

test("Calls run at the same time: one that hangs keeps no other one waiting.", async () => {
  const session = sessionTo(await launch());
  const read = call(session, "/tfplugin6.Provider/ReadDataSource", hanging());
  await call(session, "/tfplugin6.Provider/GetProviderSchema");
  await call(session, "/tfplugin6.Provider/StopProvider");
  await read;
  session.close();
});

test("Ctrl-C in the terminal does not end it: Terraform does.", async () => {
  const launched = await launch();
  launched.child.kill("SIGINT");
  const session = sessionTo(launched);
  await call(session, "/tfplugin6.Provider/GetProviderSchema");
  launched.child.kill("SIGINT");
  await call(session, "/tfplugin6.Provider/GetProviderSchema");
  expect(launched.child.exitCode).toBeNull();
  session.close();
});

test("A long folder for temporary files does not cut the path of the socket off.", async () => {
  const { address } = await launch({ TMPDIR: `/tmp/${"x".repeat(120)}` });
  expect(address.startsWith("/tmp/example-provider-")).toBe(true);
});

test("A Terraform that is killed before the handshake leaves no folder of a socket behind.", async () => {
  const temporary = path.join(temporaryFolder(), "tmp");
  mkdirSync(temporary);
  const env = { PATH: process.env["PATH"], TF_PLUGIN_MAGIC_COOKIE: COOKIE, TMPDIR: temporary };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(readdirSync(temporary)).toEqual([]);
});

test("It ends when the process that launched it is killed, with its standard input closed from the start.", async () => {
  const script = `
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, [${JSON.stringify(PROGRAM)}], { stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.on("data", (line) => process.stdout.write(line));
    setInterval(() => {}, 1000);
  `;
  const env = { PATH: process.env["PATH"], TF_PLUGIN_MAGIC_COOKIE: COOKIE };
  const parent = spawn(process.execPath, ["-e", script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  const address = String(line).split("|")[3] ?? "";
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(existsSync(address)).toBe(true);
  parent.kill("SIGKILL");
  await eventually(() => !existsSync(address));
});
