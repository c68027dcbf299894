import { setMaxListeners } from "node:events";

/** Calls `act` when the signal aborts, if there is one. Returns what takes the listener away again. */
export function callOnAbort(signal: AbortSignal | undefined, act: () => void): () => void {
  if (signal === undefined) return () => undefined;
  // Many requests may share one signal, and Node warns of a leak at eleven listeners.
  if (signal instanceof EventTarget) setMaxListeners(0, signal);
  signal.addEventListener("abort", act, { once: true });
  return () => signal.removeEventListener("abort", act);
}
