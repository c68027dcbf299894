import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { GateError } from "./error.js";

/** The folder of HCL by its path. @throws GateError where it is none */
export function hclFolder(directory: string, folder: string): string {
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
  // Only OpenTofu reads *.tofu, from 1.8 on; Terraform then says itself that there is no configuration.
  if (!names.some((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name)))
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
