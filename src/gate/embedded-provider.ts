import { type NullProviderHandle, startNullProvider } from "../null-provider/index.js";

/** The stand-in for hashicorp/null, started at most once. */
export class EmbeddedProvider {
  #started: Promise<NullProviderHandle> | undefined;

  /** Starts it early. What is wrong with it is told to whoever needs it. */
  start(): void {
    this.#started ??= startNullProvider();
    this.#started.catch(() => undefined);
  }

  /** What a Terraform child needs in its environment to use it. */
  async env(): Promise<NullProviderHandle["env"]> {
    this.#started ??= startNullProvider();
    return (await this.#started).env;
  }

  async stop(): Promise<void> {
    await (await this.#started?.catch(() => undefined))?.stop();
  }
}
