import { resolve } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { type NullProviderHandle, startNullProvider } from "../null-provider/index.js";
import {
  askVersion,
  locateTerraform,
  pickNeeded,
  prepareEnv,
  type TerraformBinary,
} from "../terraform/index.js";
import { EarlierFiles } from "./earlier-files.js";
import type { GateReport } from "./gate-report.js";
import { type GateRequest, listSecrets } from "./request.js";
import { readCdktfJson, synthesize } from "./synthesize.js";
import { toGateError } from "./terraform-run.js";

/**
 * Synthesizes, plans the gate of each stack, and says what Terraform itself found of it. While the app runs, Terraform
 * is asked for its version, the provider is started, and what the second half needs is loaded.
 */
export async function runAppGate(request: GateRequest): Promise<GateReport> {
  const { directory } = request;
  const env = prepareEnv(pickNeeded(request.env), {}, listSecrets(request));
  const located = await toGateError(locateTerraform(env));
  const config = readCdktfJson(directory) ?? {};
  const output = request.from ?? (request.env["CDKTF_OUTDIR"] || config.output || "cdktf.out");
  const folder = resolve(directory, output);
  // Read before the app runs: it may write over the very file.
  const earlier =
    request.baselines.length === 0 ? [] : await loadBaseline().readBaselines(request, { output });
  const provider = new EmbeddedProvider();
  const asked = toGateError(askVersion(located, env)).then((binary) => {
    // By now the app has been started, and this process would only wait for it.
    if (usesEmbedded(request)) provider.start();
    loadPlanStacks();
    return binary;
  });
  try {
    const earlierFiles = request.from === undefined ? new EarlierFiles(folder) : undefined;
    const failed =
      earlierFiles === undefined
        ? undefined
        : await runUnlessUnfit(asked, request.signal, (signal) =>
            synthesize({ ...request, signal }, { config, output, folder, earlier: earlierFiles }),
          );
    return await loadPlanStacks().planStacks({
      request,
      binary: await asked,
      embedded: () => provider.getEnv(),
      folder,
      earlier,
      ...omitUndefined({ failed, earlierFiles }),
    });
  } finally {
    await asked.catch(() => undefined);
    await provider.stop();
  }
}

function loadBaseline(): typeof import("./baseline.js") {
  return require("./baseline.js");
}

function loadPlanStacks(): typeof import("./plan-stacks.js") {
  return require("./plan-stacks.js");
}

/** Whether every plan will need the embedded provider. */
function usesEmbedded({ provider, full }: GateRequest): boolean {
  return provider === "embedded" || (provider === "auto" && !full);
}

/** Runs the app; a Terraform that turns out to be unfit ends it, and is then what is wrong. */
async function runUnlessUnfit<T>(
  asked: Promise<TerraformBinary>,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const unfit = new AbortController();
  asked.catch(() => unfit.abort());
  try {
    return await run(AbortSignal.any([signal, unfit.signal]));
  } catch (error) {
    if (unfit.signal.aborted) await asked;
    throw error;
  }
}

/** The stand-in for hashicorp/null, started at most once. */
class EmbeddedProvider {
  #started: Promise<NullProviderHandle> | undefined;

  /** Starts it early. What is wrong with it is told to whoever needs it. */
  start(): void {
    this.#started ??= startNullProvider();
    this.#started.catch(() => undefined);
  }

  /** What a Terraform child needs in its environment to use it. */
  async getEnv(): Promise<NullProviderHandle["env"]> {
    this.#started ??= startNullProvider();
    return (await this.#started).env;
  }

  async stop(): Promise<void> {
    await (await this.#started?.catch(() => undefined))?.stop();
  }
}
