import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const folders = new Set<string>();

/** Removes all plan files: one listener serves them all. */
function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/**
 * Gives `use` a path for a plan file that nobody else can read, and removes the file afterwards, also when the
 * process exits in the middle: a plan holds everything that the state holds, in clear.
 */
export async function withPlanFile<T>(use: (planFile: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "terraform-plan-"));
  if (folders.size === 0) process.once("exit", removeAll);
  folders.add(folder);
  try {
    const planFile = path.join(folder, "plan.tfplan");
    // Terraform keeps the mode of a file that it finds.
    await writeFile(planFile, "", { mode: 0o600, flag: "wx" });
    return await use(planFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
    if (folders.size === 0) process.off("exit", removeAll);
  }
}
