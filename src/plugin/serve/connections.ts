import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { createGrpcServer, type FindCall } from "../wire/server.js";
import type { Identity } from "./certificate.js";

/** Takes over a connection. */
export type Accept = (socket: Socket) => void;

export interface MutualTls {
  readonly identity: Identity;
  /** The only certificate that a peer may have, DER. */
  readonly peerCertificate: Buffer;
}

/** Serves connections in the clear: who may connect is decided by who may enter the folder of the socket. */
export function acceptPlain(find: FindCall): Accept {
  const server = createGrpcServer(find);
  return (socket) => server.emit("connection", socket);
}

/** Serves connections over TLS whose peer has exactly one certificate; any other one is cut off. */
export function acceptMutualTls(find: FindCall, { identity, peerCertificate }: MutualTls): Accept {
  const grpc = createGrpcServer(find);
  const server = createTlsServer({
    key: identity.key,
    cert: toPem(identity.certificate),
    // Without a list of its own, Node would read all the root certificates, which takes some 28 ms.
    ca: [],
    requestCert: true,
    // The peer's certificate is compared as a whole, which a chain of signatures could not add to.
    rejectUnauthorized: false,
    ALPNProtocols: ["h2"],
  });
  server.on("secureConnection", (socket) => {
    const { raw } = socket.getPeerCertificate();
    if (raw !== undefined && peerCertificate.equals(raw)) grpc.emit("connection", socket);
    else cutOff(socket);
  });
  // A handshake fails only with a stranger.
  server.on("tlsClientError", (_error, socket) => cutOff(socket));
  return (socket) => server.emit("connection", socket);
}

function cutOff(socket: Socket): void {
  // A line of Terraform's log. Without a timestamp: Terraform adds its own, and refuses one with milliseconds.
  const line = { "@level": "warn", "@message": "a connection without Terraform's certificate was cut off" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  socket.destroy();
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
