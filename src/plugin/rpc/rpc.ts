import type { Call, MaybePromise } from "../provider/call.js";
import type { Provider } from "../provider/provider.js";
import type { Field, Message } from "../wire/message.js";

/** How a remote procedure of `tfplugin6.Provider` is answered. */
export interface Rpc {
  /** The number of the response's field of diagnostics. */
  readonly diagnostics: number;
  readonly answer: (provider: Provider, request: Message, call: Call) => MaybePromise<readonly Field[]>;
}
