import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../lib/evidence/index";
import { type NullProviderHandle, startNullProvider } from "../../src/null-provider/index";
import { type PlanResult, planStack } from "../../src/terraform/index";

export const ROOT = join(__dirname, "..", "..");

const folders: string[] = [];
let provider: NullProviderHandle | undefined;

afterAll(async () => {
  await provider?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the file's tests have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fullstory-example-"));
  folders.push(folder);
  return folder;
}

export interface Ran {
  readonly code: number | null;
  readonly stderr: string;
  readonly outdir: string;
}

/** Runs an example as its README says, from the root of the repository; the environment holds nothing of ours but `env`. */
export async function runExample(
  name: string,
  env: NodeJS.ProcessEnv = {},
  program = join("examples", name, "main.js"),
): Promise<Ran> {
  const outdir = temporaryFolder();
  const main = join("dist", program);
  const child = spawn(process.execPath, ["--enable-source-maps", main], {
    cwd: ROOT,
    env: { ...withoutOurs(process.env), ...env, CDKTF_OUTDIR: outdir },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stderr, outdir };
}

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(FULLSTORY_|CDKTF_)/.test(name)));
}

/** What Terraform says of the stack that an example wrote. */
export async function planExample({ outdir }: Ran, stack: string): Promise<PlanResult> {
  provider ??= await startNullProvider();
  return planStack({ dir: join(outdir, "stacks", stack), provider });
}

export function evidenceOf({ outdir }: Ran, stack: string): Evidence {
  const text = readFileSync(join(outdir, "stacks", stack, "fullstory.evidence.json"), "utf8");
  return JSON.parse(text) as Evidence;
}

/** The first lines of what the plan said, errors or warnings. */
export function firstLines({ diagnostics }: PlanResult, severity: "error" | "warning"): readonly string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity && diagnostic.detail.startsWith("fullstory:"))
    .map(({ detail }) => detail.split("\n")[0] ?? "");
}
