import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "../../../lib/version.js";
import { NAMESPACE, TYPE } from "../../provider-package/index.js";
import type { DoctorLine } from "../../reports/doctor/model.js";

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
export function filesWithProvider(directory: string): readonly string[] {
  return namesIn(directory)
    .filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name))
    .filter((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.isFile())
    .filter((name) => {
      const text = readFileSync(join(directory, name), "utf8").replaceAll(COMMENT, "");
      return SOURCE.test(text) || BLOCK.test(text);
    })
    .sort();
}

/** Whether `terraform init` finds the provider in this directory, and who sees the key. */
export function providerLines(
  directory: string,
  machine: { readonly platform: string; readonly arch: string } = process,
): readonly DoctorLine[] {
  const files = filesWithProvider(directory);
  const line = installedLine(directory, files, platformOf(machine));
  if (files.length === 0) return [line];
  const remedy = "start Terraform only beside providers that you trust with the key";
  const found = "FULLSTORY_API_KEY in Terraform's environment is seen by every provider that it starts";
  return [line, { check: "provider's key", status: "warn", found, remedy }];
}

function installedLine(directory: string, files: readonly string[], platform: string): DoctorLine {
  const packages = REGISTRIES.flatMap((registry) =>
    packagesIn(join(directory, PLUGINS, registry, NAMESPACE, TYPE)),
  );
  const versions = [...new Set(packages.filter((each) => each.platform === platform).map(versionOf))].sort();
  const use = files.length === 0 ? "no *.tf here uses it" : `${files.join(", ")} uses it`;
  if (versions.includes(VERSION))
    return { check: CHECK, status: "ok", found: `${versions.join(", ")} in ${PLUGINS}; ${use}` };
  if (versions.length > 0) {
    const found = `${versions.join(", ")} in ${PLUGINS}, and this package is ${VERSION}; ${use}`;
    return { check: CHECK, status: "warn", found, remedy: INSTALL };
  }
  if (packages.length > 0) {
    const found = `in ${PLUGINS} for other platforms than ${platform}; ${use}`;
    return { check: CHECK, status: "warn", found, remedy: INSTALL };
  }
  const found = `not in ${PLUGINS}; ${use}`;
  if (files.length === 0) return { check: CHECK, status: "ok", found };
  return { check: CHECK, status: "warn", found, remedy: `${INSTALL}, unless a mirror has it` };
}

interface Package {
  readonly version: string;
  readonly platform: string;
}

const versionOf = ({ version }: Package): string => version;

/** Packed as `provider install` writes them, or unpacked in `VERSION/PLATFORM`. */
function packagesIn(folder: string): readonly Package[] {
  return namesIn(folder).flatMap((name) => {
    const [, version, platform] = /^terraform-provider-[^_]+_([^_]+)_(\w+)\.zip$/.exec(name) ?? [];
    if (version !== undefined && platform !== undefined) return [{ version, platform }];
    if (!/^\d+\.\d+\.\d+/.test(name)) return [];
    return namesIn(join(folder, name)).map((each) => ({ version: name, platform: each }));
  });
}

/** As Terraform names this machine: `linux_amd64`. */
function platformOf({ platform, arch }: { readonly platform: string; readonly arch: string }): string {
  return `${platform}_${arch === "x64" ? "amd64" : arch}`;
}

function namesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}
