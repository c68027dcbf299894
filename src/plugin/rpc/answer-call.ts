import type { Call } from "../provider/call.js";
import type { Diagnostic } from "../provider/diagnostic.js";
import type { Provider } from "../provider/provider.js";
import { FunctionError } from "../provider/provider-function.js";
import { GrpcError, GrpcStatus } from "../wire/grpc-error.js";
import { encodeMessage, type Field, Message } from "../wire/message.js";
import {
  configureProvider,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from "./config-calls.js";
import { encodeDiagnostic } from "./diagnostic-message.js";
import { callFunction, functionErrorField } from "./function-calls.js";
import {
  closeEphemeralResource,
  openEphemeralResource,
  readDataSource,
  renewEphemeralResource,
} from "./read-calls.js";
import {
  applyResourceChange,
  importResourceState,
  planResourceChange,
  readResource,
  upgradeResourceState,
} from "./resource-calls.js";
import type { Rpc } from "./rpc.js";
import { getFunctions, getMetadata, getProviderSchema, getResourceIdentitySchemas } from "./schema-calls.js";

/** The remote procedures of plugin protocol 6 that answer diagnostics. Field numbers are tfplugin6.proto's. */
const RPCS: ReadonlyMap<string, Rpc> = new Map([
  ["GetMetadata", getMetadata],
  ["GetProviderSchema", getProviderSchema],
  ["GetResourceIdentitySchemas", getResourceIdentitySchemas],
  ["GetFunctions", getFunctions],
  ["ValidateProviderConfig", validateProviderConfig],
  ["ValidateResourceConfig", validateResourceConfig],
  ["ValidateDataResourceConfig", validateDataResourceConfig],
  ["ValidateEphemeralResourceConfig", validateEphemeralResourceConfig],
  ["ConfigureProvider", configureProvider],
  ["ReadDataSource", readDataSource],
  ["OpenEphemeralResource", openEphemeralResource],
  ["RenewEphemeralResource", renewEphemeralResource],
  ["CloseEphemeralResource", closeEphemeralResource],
  ["UpgradeResourceState", upgradeResourceState],
  ["ReadResource", readResource],
  ["PlanResourceChange", planResourceChange],
  ["ApplyResourceChange", applyResourceChange],
  ["ImportResourceState", importResourceState],
]);

export interface CallRequest {
  /** As in `ReadDataSource`. */
  readonly name: string;
  readonly body: Uint8Array;
  readonly call: Call;
  /** Fails if the provider could not be loaded. */
  readonly loadProvider: () => Promise<Provider>;
}

/**
 * Answers a remote procedure call with an encoded response. Whatever goes wrong is a diagnostic in it, because
 * Terraform shows a failed call as a fault of the plugin, without a reason.
 * @throws {GrpcError} only for a procedure that is not implemented
 */
export async function answerCall(request: CallRequest): Promise<Uint8Array> {
  const rpc = RPCS.get(request.name);
  if (rpc === undefined && request.name !== "CallFunction") {
    throw new GrpcError(GrpcStatus.unimplemented, `${request.name} is not implemented`);
  }
  let provider: Provider | undefined;
  const answer = async (): Promise<readonly Field[]> => {
    provider = await request.loadProvider();
    const message = new Message(request.body);
    return rpc === undefined
      ? callFunction(provider, message, request.call)
      : rpc.answer(provider, message, request.call);
  };
  try {
    return encodeMessage(await unlessAborted(answer, request.call.signal));
  } catch (error) {
    const diagnostic = describeError(error, provider);
    if (rpc !== undefined) return encodeMessage([[rpc.diagnostics, encodeDiagnostic(diagnostic)]]);
    return encodeMessage([functionErrorField(error, diagnostic.detail ?? diagnostic.summary)]);
  }
}

class InterruptedError extends Error {}

/** The work's result, or a failure as soon as the call is aborted, even if the work goes on. */
async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new InterruptedError();
  let interrupt = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    interrupt = () => reject(new InterruptedError());
  });
  signal.addEventListener("abort", interrupt);
  try {
    return await Promise.race([interrupted, work()]);
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

function describeError(error: unknown, provider: Provider | undefined): Diagnostic {
  if (error instanceof InterruptedError) {
    return {
      severity: "error",
      summary: "Interrupted",
      detail: "Terraform asked the provider to stop before it had an answer.",
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof FunctionError || provider?.describeError === undefined) {
    return { severity: "error", summary: "The provider failed", detail };
  }
  return provider.describeError(error);
}
