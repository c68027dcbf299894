import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { buildCommands, handleControl } from "./control";
import { CONTROL_PREFIX, type Coordinates } from "./control-protocol";
import { SimulatorError } from "./errors";
import type { ResolvedOptions } from "./options";
import { Simulation } from "./simulation";

export interface RunningServer extends Coordinates {
  /** Ends every connection and frees the port; asked again, gives the same promise. */
  stop(): Promise<void>;
  /** Resolves when the server has stopped, whoever asked for it. */
  readonly stopped: Promise<void>;
}

/** Listens in the thread of the caller. */
export async function startServer(options: ResolvedOptions): Promise<RunningServer> {
  const simulation = new Simulation(options);
  const controlToken = randomBytes(24).toString("hex");
  // A client whose thread is blocked for a while shall find its idle connection still there.
  const server = createServer({ keepAliveTimeout: 65_000 });
  const stopped = new Promise<void>((resolve) => server.once("close", resolve));
  await listen(server, options);
  const coordinates: Coordinates = {
    url: formatUrl(server, options.host),
    adminKey: options.adminKey,
    standardKey: options.standardKey,
    controlToken,
    orgId: options.orgId,
  };
  const stop = () => {
    server.close();
    server.closeAllConnections();
    return stopped;
  };
  let stopping = false;
  const commands = buildCommands(simulation, {
    status: () => coordinates,
    // Answered once the port is free. The connection that asked is closed last.
    stop: () => {
      stopping = true;
      server.close();
    },
  });
  server.on("request", (request, response) => {
    if (!request.url?.startsWith(CONTROL_PREFIX)) {
      void simulation.handle(request, response);
      return;
    }
    response.once("close", () => stopping && void stop());
    void handleControl(request, response, { token: controlToken, commands });
  });
  return { ...coordinates, stop, stopped };
}

function listen(server: Server, { host, port }: ResolvedOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new SimulatorError("could_not_start", `cannot listen at ${host}:${port}: ${cause.message}`, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
}

/** An address that means "all of them" cannot be called; loopback can. */
function formatUrl(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const named = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${named.includes(":") ? `[${named}]` : named}:${port}`;
}
