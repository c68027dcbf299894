import type { Agent, Dispatcher, ProxyAgent } from "undici";
import { compileParserPlainly } from "./http-parser.js";

type AgentClass = new (options: Agent.Options) => Dispatcher;
type ProxyAgentClass = new (options: ProxyAgent.Options) => Dispatcher;
/** `request`, called on a dispatcher. */
export type UndiciSend = (
  this: Dispatcher,
  options: Dispatcher.RequestOptions & { origin: string },
) => Promise<Dispatcher.ResponseData>;

/** The two things that are needed of undici for direct connections. */
export interface DirectUndici {
  readonly Agent: AgentClass;
  readonly send: UndiciSend;
}

function isAgentClass(value: unknown): value is AgentClass {
  return (
    typeof value === "function" && value.name === "Agent" && typeof value.prototype?.dispatch === "function"
  );
}

function isSend(value: unknown): value is UndiciSend {
  return typeof value === "function" && value.name === "request";
}

/**
 * Loads undici when the first request needs it. The whole package takes about 95 ms to load, its agent and its
 * `request` about 40: those two files are tried first, and any surprise there means the whole package.
 */
export function loadDirectUndici(): DirectUndici {
  compileParserPlainly();
  try {
    const agent: unknown = require("undici/lib/dispatcher/agent.js");
    const send: unknown = require("undici/lib/api/api-request.js");
    if (isAgentClass(agent) && isSend(send)) return { Agent: agent, send };
  } catch {
    // Another layout of the package: its documented entry serves.
  }
  const undici: typeof import("undici") = require("undici");
  return { Agent: undici.Agent, send: sendOf };
}

/** Loads the documented entry, which tunnelling through a proxy needs. */
export function loadProxiedUndici(): { readonly ProxyAgent: ProxyAgentClass; readonly send: UndiciSend } {
  compileParserPlainly();
  const undici: typeof import("undici") = require("undici");
  return { ProxyAgent: undici.ProxyAgent, send: sendOf };
}

function sendOf(this: Dispatcher, options: Dispatcher.RequestOptions & { origin: string }) {
  return this.request(options);
}
