import type { Call } from "../provider/call.js";
import type { Diagnostic } from "../provider/diagnostic.js";
import type { Provider } from "../provider/provider.js";
import { FunctionError } from "../provider/provider-function.js";
import { GrpcError, GrpcStatus } from "../wire/grpc-error.js";
import { encodeMessage, type Field, Message } from "../wire/message.js";
import { configCalls } from "./config-calls.js";
import { encodeDiagnostic } from "./diagnostic-message.js";
import { functionCalls } from "./function-calls.js";
import { readCalls } from "./read-calls.js";
import { resourceCalls } from "./resource-calls.js";
import type { RpcAnswer } from "./rpc.js";
import { schemaCalls } from "./schema-calls.js";

/** The remote procedures of plugin protocol 6. */
const RPCS = new Map(
  Object.entries({ ...schemaCalls, ...configCalls, ...readCalls, ...resourceCalls, ...functionCalls }),
);

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
export async function answerCall({ name, body, call, loadProvider }: CallRequest): Promise<Uint8Array> {
  const rpc = RPCS.get(name);
  if (rpc === undefined) throw new GrpcError(GrpcStatus.unimplemented, `${name} is not implemented`);
  let provider: Provider | undefined;
  const answer = async (): Promise<RpcAnswer> => {
    provider = await loadProvider();
    return rpc.answer(provider, new Message(body), call);
  };
  try {
    const { fields = [], diagnostics = [] } = await runUnlessAborted(answer, call.signal);
    const told = diagnostics.map((each): Field => [rpc.diagnostics, encodeDiagnostic(each)]);
    return encodeMessage([...fields, ...told]);
  } catch (error) {
    const diagnostic = describeError(error, provider);
    const encoded = rpc.encodeError?.(error, diagnostic) ?? encodeDiagnostic(diagnostic);
    return encodeMessage([[rpc.diagnostics, encoded]]);
  }
}

class InterruptedError extends Error {}

/** The work's result, or a failure as soon as the call is aborted, even if the work goes on. */
async function runUnlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
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
