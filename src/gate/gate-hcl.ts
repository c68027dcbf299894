import { existsSync, readdirSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { FULLSTORY_PROVIDER, GATE_TYPE, startFullstoryProvider } from "../provider/index.js";
import {
  askVersion,
  locateTerraform,
  openedEphemerals,
  Terraform,
  type TerraformBinary,
  TerraformError,
  TerraformInterruptedError,
  terraformEnv,
  withPlanFile,
} from "../terraform/index.js";
import { GateError } from "./error.js";
import type { GateReport, Problem, StackReport } from "./gate-report.js";
import { judgeHcl } from "./judge-hcl.js";
import type { GateRequest } from "./request.js";
import { verdictOfAll } from "./verdict.js";

/** What `gate DIR` was asked to do. */
export interface HclRequest
  extends Pick<
    GateRequest,
    "directory" | "env" | "signal" | "now" | "apiKeyEnv" | "baseUrl" | "keys" | "progress"
  > {
  /** The folder of HCL; a relative path begins at `directory`. */
  readonly folder: string;
}

/** Plans a folder of plain HCL with the provider attached, and says what its gates found. Nothing is applied. */
export async function gateHcl(request: HclRequest): Promise<GateReport> {
  const { env, signal, now, progress } = request;
  const dir = folderOf(request);
  const secrets = secretsIn(request);
  const terraformBase = terraformEnv(env, {}, secrets);
  const binary = await orGateError(async () =>
    askVersion(await locateTerraform(terraformBase), terraformBase),
  );
  progress("starting the provider");
  const provider = await startFullstoryProvider({ env: providerEnv(request), cwd: dir });
  try {
    const childEnv = terraformEnv(env, provider.env, secrets);
    const terraform = new Terraform({ cwd: dir, env: childEnv, binary, signal });
    if (!existsSync(resolve(dir, env["TF_DATA_DIR"] || ".terraform"))) {
      progress("terraform init");
      const init = await orGateError(() => terraform.init());
      if (init.exitCode !== 0) throw initFailed(init.text, request.folder);
    }
    progress("terraform plan");
    const withheld = secrets.filter((name) => name.startsWith("TF_VAR_") && env[name] !== undefined);
    const stack = await planned(terraform, { name: basename(dir), binary, withheld });
    return {
      command: "gate",
      verdict: verdictOfAll([stack], [], undefined),
      at: now.toISOString(),
      stacks: [stack],
      problems: [],
    };
  } finally {
    await provider.stop();
  }
}

interface Planned {
  readonly name: string;
  readonly binary: TerraformBinary;
  /** Variables of the configuration that Terraform did not get, because they hold a key. */
  readonly withheld: readonly string[];
}

async function planned(terraform: Terraform, { name, binary, withheld }: Planned): Promise<StackReport> {
  return orGateError(() =>
    withPlanFile(async (planFile) => {
      const { exitCode, diagnostics, stdout } = await terraform.planJson({ out: planFile, lock: false });
      const isWritten = (await stat(planFile)).size > 0;
      const json = isWritten ? (await terraform.show(planFile)).json : undefined;
      const { verdict, problems, gates, counts } = judgeHcl({
        exitCode,
        diagnostics,
        json,
        providers: PROVIDERS,
        ephemerals: openedEphemerals(stdout, GATE_TYPE),
      });
      const program = `${binary.flavour === "opentofu" ? "OpenTofu" : "Terraform"} ${binary.version}`;
      return {
        stack: name,
        verdict,
        gates,
        evaluation: { program, mode: "full", provider: "attached", ...counts },
        problems: withheld.length === 0 ? problems : problems.map((each) => withHint(each, withheld)),
      };
    }),
  );
}

/** Names under which Terraform and OpenTofu know the provider that is attached. */
const PROVIDERS = ["registry.terraform.io", "registry.opentofu.org"].map(
  (host) => `${host}/${FULLSTORY_PROVIDER}`,
);

/** A variable that Terraform misses, because it holds a key. */
function withHint(problem: Problem, withheld: readonly string[]): Problem {
  if (problem.kind !== "plan failed") return problem;
  const hint = `hint: ${withheld.join(", ")} holds a Fullstory key, which gate keeps from Terraform and its other providers: give the one key as FULLSTORY_API_KEY, and gate each org in a folder of its own`;
  return { ...problem, details: [...problem.details, hint] };
}

function folderOf({ directory, folder }: HclRequest): string {
  const dir = resolve(directory, folder);
  const shown = JSON.stringify(folder.slice(0, 200));
  const names = namesIn(dir);
  if (names === undefined)
    throw new GateError(
      `there is no folder ${shown}`,
      "Name a folder of Terraform files, or put the app command behind --.",
    );
  if (names.includes("cdktf.json")) {
    const where = relative(directory, dir);
    throw new GateError(
      `${shown} is a CDKTF app: it holds cdktf.json`,
      where === "" ? "Run gate without the folder." : "Run gate inside of it, without naming a folder.",
    );
  }
  if (names.includes("cdk.tf.json"))
    throw new GateError(
      `${shown} is a stack that a CDKTF app wrote: it holds cdk.tf.json`,
      "Name the output folder of the app with --from.",
    );
  if (!names.some((name) => /\.tf(?:\.json)?$/.test(name)))
    throw new GateError(`${shown} holds no Terraform file (*.tf)`, "Name the folder of a configuration.");
  return dir;
}

function namesIn(dir: string): readonly string[] | undefined {
  try {
    return readdirSync(join(dir, "."));
  } catch {
    return undefined;
  }
}

/** The key goes to the provider under the one name that it looks for. */
function providerEnv({ env, apiKeyEnv, baseUrl }: HclRequest): NodeJS.ProcessEnv {
  return {
    ...env,
    ...(apiKeyEnv === undefined ? {} : { FULLSTORY_API_KEY: env[apiKeyEnv] }),
    ...(baseUrl === undefined ? {} : { FULLSTORY_BASE_URL: baseUrl }),
  };
}

/** Every variable that is or holds a key: Terraform and its other providers get none of them. */
function secretsIn({ env, apiKeyEnv = "FULLSTORY_API_KEY", keys }: HclRequest): readonly string[] {
  return [...new Set([apiKeyEnv, ...keys.holdersIn(env)])];
}

function initFailed(text: string, where: string): GateError {
  const lines = text.trim().split("\n");
  const from = lines.findIndex((line) => line.includes("Error: "));
  const told = lines.slice(Math.max(0, from)).slice(0, 40).join("\n");
  return new GateError(
    `terraform init failed in ${where}\n${told}`,
    "Mend what Terraform says, or run terraform init yourself.",
  );
}

async function orGateError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TerraformError) || error instanceof TerraformInterruptedError) throw error;
    throw new GateError(error.message, "The gate counts a pass only when Terraform says so.", {
      cause: error,
    });
  }
}
