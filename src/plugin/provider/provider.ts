import type { Call, ConfigRequest, Configurable, MaybePromise } from "./call.js";
import type { DataSource } from "./data-source.js";
import type { Diagnostic } from "./diagnostic.js";
import type { ProviderFunction } from "./provider-function.js";
import type { Resource } from "./resource.js";

/**
 * A provider as one `provider` block configures it: what `configure` learns belongs to this object. Terraform calls
 * several handlers at the same time. `validate` and functions are called on a provider that was not configured.
 */
export interface Provider extends Configurable {
  readonly dataSources?: Readonly<Record<string, DataSource>>;
  /** Terraform reads them at plan and again at apply, and keeps their values nowhere. */
  readonly ephemeralResources?: Readonly<Record<string, DataSource>>;
  readonly resources?: Readonly<Record<string, Resource>>;
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
  /** Values may be unknown at plan. An error keeps Terraform from everything, a destroy too. */
  readonly configure?: (request: ConfigureRequest, call: Call) => MaybePromise<readonly Diagnostic[]>;
  /**
   * The diagnostic for an error that a handler threw.
   * @default an error whose summary says that the provider failed and whose detail is the error's message
   */
  readonly describeError?: (error: unknown) => Diagnostic;
}

export interface ConfigureRequest extends ConfigRequest {
  /** As in `1.11.4`. */
  readonly terraformVersion: string;
}
