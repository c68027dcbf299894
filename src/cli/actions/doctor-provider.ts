import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "../../../lib/version.js";
import { NAMESPACE, TYPE } from "../../provider-package/index.js";
import { type DoctorLine, reportPass, warn } from "../../reports/doctor/model.js";

const CHECK = "terraform provider";
const PLUGINS = "terraform.d/plugins";
const INSTALL = "npx cdktf-fullstory provider install";
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];
/** As a requirement names the provider, in HCL and in JSON. */
const SOURCE = new RegExp(`"?source"?\\s*[=:]\\s*"(?:[^"/]+/)?${NAMESPACE}/${TYPE}"`);
/** As a configuration uses it where the requirement stands in another file. */
const BLOCK = new RegExp(`^\\s*(?:(?:data|ephemeral)\\s+"${TYPE}_\\w+"|provider\\s+"${TYPE}")`, "m");
const COMMENT = /^\s*(?:#|\/\/).*$/gm;

/** The files of plain HCL in a directory that use the Terraform provider. */
export function listFilesWithProvider(directory: string): readonly string[] {
  return listNames(directory)
    .filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name))
    .filter((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile())
    .filter((name) => {
      const text = readFileSync(join(directory, name), "utf8").replaceAll(COMMENT, "");
      return SOURCE.test(text) || BLOCK.test(text);
    })
    .sort();
}

/** Whether `terraform init` finds the provider in this directory, and who sees the key. */
export function checkProvider(
  directory: string,
  machine: { readonly platform: string; readonly arch: string } = process,
): readonly DoctorLine[] {
  const files = listFilesWithProvider(directory);
  const line = checkInstalled(directory, files, formatPlatform(machine));
  if (files.length === 0) return [line];
  const remedy = "start Terraform only beside providers that you trust with the key";
  const found = "FULLSTORY_API_KEY in Terraform's environment is seen by every provider that it starts";
  return [line, warn("provider's key", found, remedy)];
}

function checkInstalled(directory: string, files: readonly string[], platform: string): DoctorLine {
  const packages = REGISTRIES.flatMap((registry) =>
    listPackages(join(directory, PLUGINS, registry, NAMESPACE, TYPE)),
  );
  const fitting = packages.filter((each) => each.platform === platform);
  const versions = [...new Set(fitting.map(({ version }) => version))].sort();
  const use = files.length === 0 ? "no *.tf here uses it" : `${files.join(", ")} uses it`;
  const all = versions.join(", ");
  if (versions.includes(VERSION)) return reportPass(CHECK, `${all} in ${PLUGINS}; ${use}`);
  if (versions.length > 0)
    return warn(CHECK, `${all} in ${PLUGINS}, and this package is ${VERSION}; ${use}`, INSTALL);
  if (packages.length > 0)
    return warn(CHECK, `in ${PLUGINS} for other platforms than ${platform}; ${use}`, INSTALL);
  const found = `not in ${PLUGINS}; ${use}`;
  return files.length === 0
    ? reportPass(CHECK, found)
    : warn(CHECK, found, `${INSTALL}, unless a mirror has it`);
}

interface Package {
  readonly version: string;
  readonly platform: string;
}

/** Packed as `provider install` writes them, or unpacked in `VERSION/PLATFORM`. */
function listPackages(folder: string): readonly Package[] {
  return listNames(folder).flatMap((name) => {
    const [, version, platform] = /^terraform-provider-[^_]+_([^_]+)_(\w+)\.zip$/.exec(name) ?? [];
    if (version !== undefined && platform !== undefined) return [{ version, platform }];
    if (!/^\d+\.\d+\.\d+/.test(name)) return [];
    return listNames(join(folder, name)).map((each) => ({ version: name, platform: each }));
  });
}

/** As Terraform names this machine: `linux_amd64`. */
function formatPlatform({ platform, arch }: { readonly platform: string; readonly arch: string }): string {
  return `${platform}_${arch === "x64" ? "amd64" : arch}`;
}

function listNames(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}
