import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answerError } from "./answer";
import { readApiRequest } from "./api-request";
import { FaultList } from "./fault-list";
import { readFault } from "./fault-reading";
import type { JsonValue } from "./json";
import { type Behaviour, changeBehaviour, type ResolvedOptions } from "./options";
import { SimulatedOrg } from "./org";
import { RequestLog } from "./request-log";
import { answer } from "./routes";
import { send } from "./wire";

/** One running API: an org, how it behaves today, what goes wrong, and what was asked of it. */
export class Simulation {
  readonly log = new RequestLog();
  readonly #options: ResolvedOptions;
  readonly #faults = new FaultList();
  readonly #connections = new WeakMap<Socket, number>();
  #connectionCount = 0;
  #behaviour: Behaviour;
  #org: SimulatedOrg;

  constructor(options: ResolvedOptions) {
    this.#options = options;
    this.#behaviour = options.behaviour;
    this.#org = new SimulatedOrg(options.initial);
  }

  get org(): SimulatedOrg {
    return this.#org;
  }

  configure(changes: JsonValue | undefined): void {
    this.#behaviour = changeBehaviour(this.#behaviour, changes);
  }

  addFault(fault: JsonValue): void {
    this.#faults.add(readFault(fault));
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Everything as it was at the start. */
  reset(): void {
    this.#behaviour = this.#options.behaviour;
    this.#org = new SimulatedOrg(this.#options.initial);
    this.#faults.clear();
    this.log.clear();
  }

  /** Answers one request to the API. Never rejects: an error of the simulator is a 500. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    message.resume();
    response.on("error", () => undefined);
    const request = readApiRequest(message, this.#options);
    const record = this.log.open(request, message.headers, this.#getNumber(message.socket));
    try {
      const mischief = this.#faults.take(request);
      const latencyMs = this.#behaviour.latencyMs + mischief.latencyMs;
      if (latencyMs > 0) await sleep(latencyMs, undefined, { ref: false });
      if (response.destroyed) return;
      const ordinary = answer(request, {
        org: this.#org,
        orgId: this.#options.orgId,
        behaviour: this.#behaviour,
        loopToken: mischief.loopToken,
        wrongMe: mischief.wrongMe,
      });
      const ending = mischief.ending;
      if (ending?.kind === "answer") record.status = ending.answer.status;
      else if (ending?.kind === "huge" || ending?.kind === "gzip-bomb") record.status = 200;
      else if (ending?.kind !== "hang" && ending?.kind !== "reset") record.status = ordinary.status;
      await send(response, ordinary, mischief);
    } catch (error) {
      answerFailure(response, error);
    } finally {
      this.log.close();
    }
  }

  #getNumber(socket: Socket): number {
    const number = this.#connections.get(socket) ?? ++this.#connectionCount;
    this.#connections.set(socket, number);
    return number;
  }
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = answerError(500, `the simulator failed: ${String(error)}`);
  response.writeHead(status, headers).end(body);
}
