import { existsSync } from "node:fs";
import { join } from "node:path";
import { readRegularFile } from "../../lib/snapshot/files.js";
import { GateError } from "./error.js";
import { asTree } from "./terraform-json.js";

/** What `cdktf.json` says of the app. */
export interface CdktfJson {
  /** Command line of the app, as the user's own shell reads it. */
  readonly app?: string;
  /** @default "cdktf.out" */
  readonly output?: string;
  readonly context?: object;
}

const MAX_BYTES = 1024 * 1024;

/** The `cdktf.json` of this very directory; `undefined` where there is none. */
export function readCdktfJson(directory: string): CdktfJson | undefined {
  const path = join(directory, "cdktf.json");
  if (!existsSync(path)) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(readRegularFile(path, { maxBytes: MAX_BYTES }));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GateError("cdktf.json is not JSON", "Correct it, or name the app after --.");
  }
  const { app, output, context } = asTree(body);
  return {
    ...(typeof app === "string" && app.trim() !== "" ? { app } : {}),
    ...(typeof output === "string" && output !== "" ? { output } : {}),
    ...(typeof context === "object" && context !== null ? { context } : {}),
  };
}
