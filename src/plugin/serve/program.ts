import type { LoadProvider } from "./provider-instance.js";

/** The process of a provider. */
export interface ProviderProgram {
  /** As in the names of its data sources: `fullstory`. */
  readonly name: string;
  /** Where a configuration finds it: `cdktf-fullstory/fullstory`. */
  readonly source: string;
  /** As in `1.2.3`. */
  readonly version: string;
  /** Loads the code behind the handshake, which Terraform does not wait for. */
  readonly load: LoadProvider;
  /** Ends the process. */
  readonly exit: (code: number) => never;
}
