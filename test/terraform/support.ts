import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder that is gone when the file's tests have ended; `files` are written into it. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-test-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with a shell script named `terraform`, to be put on PATH. */
export function fakeTerraform(script: string): string {
  const folder = temporaryFolder({ terraform: `#!/bin/sh\n${script}\n` });
  chmodSync(path.join(folder, "terraform"), 0o755);
  return folder;
}

/** Waits until it holds; for what another process does. */
export async function eventually(holds: () => boolean, timeoutMs = 20_000): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > giveUpAt) throw new Error(`still not so after ${timeoutMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
