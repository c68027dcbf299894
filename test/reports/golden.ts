import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Compares a text with `golden/NAME.golden`, an ending that no formatter knows. `UPDATE_GOLDEN=1` writes the files, to be read in the
 * change's diff.
 */
export function expectGolden(name: string, text: string): void {
  const path = join(__dirname, "golden", `${name}.golden`);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}
