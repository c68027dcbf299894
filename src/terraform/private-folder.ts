import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const folders = new Set<string>();

/** Removes all folders: one listener serves them all. */
function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Gives `use` a folder that nobody else can read (0700), and removes it, also when the process exits meanwhile. */
export async function withPrivateFolder<T>(prefix: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), prefix));
  if (folders.size === 0) process.once("exit", removeAll);
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
    if (folders.size === 0) process.off("exit", removeAll);
  }
}

/**
 * Gives `use` a path for a plan file that nobody else can read, and removes the file afterwards, also when the
 * process exits in the middle: a plan holds everything that the state holds, in clear.
 */
export function withPlanFile<T>(use: (planFile: string) => Promise<T>): Promise<T> {
  return withPrivateFolder("terraform-plan-", async (folder) => {
    const planFile = path.join(folder, "plan.tfplan");
    // Terraform keeps the mode of a file that it finds.
    await writeFile(planFile, "", { mode: 0o600, flag: "wx" });
    return use(planFile);
  });
}
