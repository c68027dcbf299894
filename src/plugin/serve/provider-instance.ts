import type { Provider } from "../provider/provider.js";

/** Loads the code of a provider, and makes one that is not configured yet. */
export type LoadProvider = () => Provider | Promise<Provider>;

export interface InstanceCall {
  /** As in `ReadDataSource`. */
  readonly name: string;
  readonly body: Uint8Array;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

const STOP = "StopProvider";
/** What was opened is closed, also after Terraform asked the provider to stop. */
const ANSWERED_WHEN_STOPPED = "CloseEphemeralResource";
const EMPTY = new Uint8Array(0);

/** A provider that one `provider` block configures, and the calls to it that are running. */
export class ProviderInstance {
  readonly #load: LoadProvider;
  readonly #running = new Set<AbortController>();
  #provider: Promise<Provider> | undefined;
  #isStopped = false;

  constructor(load: LoadProvider) {
    this.#load = load;
  }

  async answer({ name, body, signal }: InstanceCall): Promise<Uint8Array> {
    if (name === STOP) return this.#stop();
    const { answerCall } = loadCalls();
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    signal.addEventListener("abort", abort);
    if (name !== ANSWERED_WHEN_STOPPED) {
      this.#running.add(controller);
      if (this.#isStopped) abort();
    }
    try {
      const call = { signal: controller.signal };
      return await answerCall({ name, body, call, loadProvider: () => this.#loadOnce() });
    } finally {
      this.#running.delete(controller);
      signal.removeEventListener("abort", abort);
    }
  }

  /** Loads the code that answers calls, for a caller that will come soon. */
  preload(): void {
    loadCalls();
    // What is wrong with the provider is said to who calls it.
    this.#loadOnce().catch(() => undefined);
  }

  #loadOnce(): Promise<Provider> {
    this.#provider ??= Promise.resolve().then(this.#load);
    return this.#provider;
  }

  /** Terraform does not use a provider that it stopped again, so calls that are still to come are aborted too. */
  #stop(): Uint8Array {
    this.#isStopped = true;
    for (const controller of this.#running) controller.abort();
    return EMPTY;
  }
}

function loadCalls(): typeof import("../rpc/answer-call.js") {
  return require("../rpc/answer-call.js");
}
