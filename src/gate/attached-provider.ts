import { readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { omitUndefined } from "../../lib/omit-undefined.js";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { type FullstoryProviderHandle, startFullstoryProvider } from "../provider/index.js";
import { withPrivateFolder } from "../terraform/index.js";
import { listSecrets, type PlanRequest } from "./request.js";

/** A running provider `fullstory`, and what goes with it. */
export interface Attachment {
  readonly provider: FullstoryProviderHandle;
  /** Where it writes what each gate read. */
  readonly records: string;
  /** Arguments of `terraform plan`. */
  readonly args: readonly string[];
}

/**
 * Runs the provider beside a plan in `cwd`. The key stands in its environment, and not in that of Terraform and of
 * other providers. Variables of the configuration that hold a key reach Terraform in a file that nobody else can read.
 */
export function withAttachedProvider<T>(
  request: PlanRequest,
  cwd: string,
  use: (attachment: Attachment) => Promise<T>,
): Promise<T> {
  return withPrivateFolder("fullstory-gate-", async (folder) => {
    const records = join(folder, "records");
    await mkdir(records, { mode: 0o700 });
    const provider = await startFullstoryProvider({ env: buildProviderEnv(request, records), cwd });
    try {
      return await use({ provider, records, args: await listKeyVariables(folder, cwd, request) });
    } finally {
      await provider.stop();
    }
  });
}

/** The key goes to the provider under the one name that it looks for. */
function buildProviderEnv({ env, apiKeyEnv, baseUrl }: PlanRequest, records: string): NodeJS.ProcessEnv {
  return {
    ...env,
    ...(apiKeyEnv === undefined ? {} : { FULLSTORY_API_KEY: env[apiKeyEnv] }),
    ...omitUndefined({ FULLSTORY_BASE_URL: baseUrl }),
    FULLSTORY_GATE_RECORDS: records,
  };
}

const VARIABLE = "TF_VAR_";
const VALUES_MAX_BYTES = 16 * 1024 * 1024;

async function listKeyVariables(
  folder: string,
  dir: string,
  request: PlanRequest,
): Promise<readonly string[]> {
  const { env } = request;
  const given = listSecrets(request).filter((name) => name.startsWith(VARIABLE) && env[name] !== undefined);
  if (given.length === 0) return [];
  // Terraform takes the value of such a file before that of the environment, and of an argument before both.
  const files = readdirSync(dir).filter((name) => /(?:^terraform|\.auto)\.tfvars(?:\.json)?$/.test(name));
  const set = files
    .map((name) => readRegularFile(join(dir, name), { maxBytes: VALUES_MAX_BYTES }))
    .join("\n");
  const values = given
    .map((name) => [name.slice(VARIABLE.length), parseVariable(env[name] ?? "")] as const)
    .filter(([name]) => !new RegExp(`^\\s*"?${name.replace(/\W/g, "\\$&")}"?\\s*[=:]`, "m").test(set));
  const path = join(folder, "keys.tfvars.json");
  await writeFile(path, JSON.stringify(Object.fromEntries(values)), { mode: 0o600, flag: "wx" });
  return [`-var-file=${path}`];
}

/** In the environment, an object or a list is written as an expression; its JSON is one. */
function parseVariable(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
