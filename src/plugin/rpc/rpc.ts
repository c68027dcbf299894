import type { Answer, Call, MaybePromise } from "../provider/call.js";
import type { Diagnostic } from "../provider/diagnostic.js";
import type { Provider } from "../provider/provider.js";
import type { Field, Message } from "../wire/message.js";

/** How remote procedures of `tfplugin6.Provider` are answered, by name. Field numbers are tfplugin6.proto's. */
export type Rpcs = Readonly<Record<string, Rpc>>;

export interface Rpc {
  /** The number of the response's field of diagnostics, or of a function's error. */
  readonly diagnostics: number;
  readonly answer: (provider: Provider, request: Message, call: Call) => MaybePromise<RpcAnswer>;
  /** The message for what was thrown. @default a `Diagnostic` */
  readonly encodeError?: (error: unknown, diagnostic: Diagnostic) => Uint8Array;
}

export interface RpcAnswer extends Answer {
  /** The response's fields but for the diagnostics. @default [] */
  readonly fields?: readonly Field[];
}

/** @throws {Error} if the provider has no such type, which Terraform's own look at the schema excludes */
export function findType<T>(kind: string, table: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new Error(`there is no ${kind} ${JSON.stringify(name)}`);
  return found;
}
