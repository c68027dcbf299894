import { type DoctorLine, fail, reportPass } from "../../reports/doctor/model.js";
import { findTerraform } from "../../terraform/index.js";
import type { Context } from "../context.js";
import { checkProvider, listFilesWithProvider } from "./doctor-provider.js";

const OLDEST_NODE = [20, 18, 1] as const;

/** Checks of this machine: Node, Terraform, the framework, and where the providers would come from. */
export async function checkMachine(context: Context): Promise<readonly DoctorLine[]> {
  return [
    checkNode(process.versions.node),
    await checkTerraform(context),
    checkFramework(context),
    reportPass("provider source", "hashicorp/null from the registry, else the embedded one"),
    ...checkProvider(context.directory),
  ];
}

export function checkNode(version: string): DoctorLine {
  const parts = version.split(".").map(Number);
  const at = OLDEST_NODE.findIndex((oldest, index) => parts[index] !== oldest);
  const isRecent = at < 0 || (parts[at] ?? 0) > (OLDEST_NODE[at] ?? 0);
  if (isRecent) return reportPass("node", version);
  return fail("node", version, `install Node ${OLDEST_NODE.join(".")} or later`);
}

async function checkTerraform({ env }: Context): Promise<DoctorLine> {
  try {
    const { flavour, version, path } = await findTerraform(env);
    return reportPass("terraform", `${flavour} ${version} at ${path}`);
  } catch (error) {
    const [found = "", remedy] = (error instanceof Error ? error.message : "cannot be run").split(": ");
    return fail("terraform", found, remedy);
  }
}

/** The framework or its community fork, as an app in this directory would find it. */
function checkFramework({ directory }: Context): DoctorLine {
  const found = ["cdktf", "cdktn"].flatMap((name) => findVersion(name, [directory, __dirname]) ?? []);
  if (found.length > 0) return reportPass("cdktf", found.join(", "));
  if (listFilesWithProvider(directory).length > 0)
    return reportPass("cdktf", "not installed here, and not needed for plain HCL");
  const remedy = "npm install cdktf constructs @cdktf/provider-null";
  return fail("cdktf", "neither cdktf nor cdktn is installed here", remedy);
}

function findVersion(name: string, paths: readonly string[]): string | undefined {
  try {
    const body: unknown = require(require.resolve(`${name}/package.json`, { paths: [...paths] }));
    return typeof body === "object" && body !== null && "version" in body
      ? `${name} ${String(body.version)}`
      : undefined;
  } catch {
    return undefined;
  }
}
