// The package's stand-in for hashicorp/null as Terraform launches a provider itself: handshake, AutoMTLS, Shutdown.
// Only the bench uses it, to show what attaching saves.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const tls = require("node:tls");
const { createGrpcServer } = require("../../dist/src/plugin/server.js");
const { providerCalls } = require("../../dist/src/null-provider/provider.js");
const { X509Certificate } = require("node:crypto");
const selfSigned = require("./certificate.cjs");

process.on("SIGINT", () => undefined);
const folder = mkdtempSync(join(tmpdir(), "null-launched-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const calls = new Map(providerCalls());
const shutdown = "/plugin.GRPCController/Shutdown";
const answer = calls.get(shutdown);
calls.set(shutdown, (request) => {
  setTimeout(() => process.exit(0), 5);
  return answer(request);
});

const theirs = new X509Certificate(process.env.PLUGIN_CLIENT_CERT).raw;
const { certificate, key } = selfSigned();
const lines = certificate.toString("base64").match(/.{1,64}/g);
const cert = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
const grpc = createGrpcServer(calls);
// `ca: []` and a comparison of bytes: reading the root store would take some 28 ms of each launch.
const options = { key, cert, ca: [], requestCert: true, rejectUnauthorized: false, ALPNProtocols: ["h2"] };
const server = tls.createServer(options, (socket) => {
  const peer = socket.getPeerCertificate().raw;
  if (peer?.equals(theirs)) grpc.emit("connection", socket);
  else socket.destroy();
});
const address = join(folder, "socket");
server.listen(address, () => {
  const own = certificate.toString("base64").replace(/=+$/, "");
  process.stdout.write(`1|6|unix|${address}|grpc|${own}\n`);
});
