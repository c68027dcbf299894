import { type DoctorLine, fail, pass } from "../../reports/doctor/model.js";
import { findTerraform } from "../../terraform/index.js";
import type { Context } from "../context.js";
import { filesWithProvider, providerLines } from "./doctor-provider.js";

const OLDEST_NODE = [20, 18, 1] as const;

/** Checks of this machine: Node, Terraform, the framework, and where the providers would come from. */
export async function machineLines(context: Context): Promise<readonly DoctorLine[]> {
  return [
    nodeLine(process.versions.node),
    await terraformLine(context),
    frameworkLine(context),
    pass("provider source", "hashicorp/null from the registry, else the embedded one"),
    ...providerLines(context.directory),
  ];
}

export function nodeLine(version: string): DoctorLine {
  const parts = version.split(".").map(Number);
  const at = OLDEST_NODE.findIndex((oldest, index) => parts[index] !== oldest);
  const isRecent = at < 0 || (parts[at] ?? 0) > (OLDEST_NODE[at] ?? 0);
  if (isRecent) return pass("node", version);
  return fail("node", version, `install Node ${OLDEST_NODE.join(".")} or later`);
}

async function terraformLine({ env }: Context): Promise<DoctorLine> {
  try {
    const { flavour, version, path } = await findTerraform(env);
    return pass("terraform", `${flavour} ${version} at ${path}`);
  } catch (error) {
    const [found = "", remedy] = (error instanceof Error ? error.message : "cannot be run").split(": ");
    return fail("terraform", found, remedy);
  }
}

/** The framework or its community fork, as an app in this directory would find it. */
function frameworkLine({ directory }: Context): DoctorLine {
  const found = ["cdktf", "cdktn"].flatMap((name) => versionOf(name, [directory, __dirname]) ?? []);
  if (found.length > 0) return pass("cdktf", found.join(", "));
  if (filesWithProvider(directory).length > 0)
    return pass("cdktf", "not installed here, and not needed for plain HCL");
  const remedy = "npm install cdktf constructs @cdktf/provider-null";
  return fail("cdktf", "neither cdktf nor cdktn is installed here", remedy);
}

function versionOf(name: string, paths: readonly string[]): string | undefined {
  try {
    const body: unknown = require(require.resolve(`${name}/package.json`, { paths: [...paths] }));
    return typeof body === "object" && body !== null && "version" in body
      ? `${name} ${String(body.version)}`
      : undefined;
  } catch {
    return undefined;
  }
}
