import { createHash } from "node:crypto";
import { PLATFORMS, releaseName, zipName } from "./names.js";
import { type ZipEntry, zip } from "./zip.js";

export interface ReleaseFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The version of the plugin protocol that the registries announce. */
const PROTOCOLS = ["6.0"];

/**
 * The files of a release as Terraform's registry reads them: a zip for each platform, the manifest, and behind them
 * the list of their SHA-256 sums, which is what gets signed.
 */
export function releaseFiles(version: string, files: readonly ZipEntry[]): readonly ReleaseFile[] {
  const content = zip(files);
  const manifest = { version: 1, metadata: { protocol_versions: PROTOCOLS } };
  const summed: readonly ReleaseFile[] = [
    ...PLATFORMS.map((platform) => ({ name: zipName(version, platform), content })),
    {
      name: `${releaseName(version)}_manifest.json`,
      content: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    },
  ];
  const sums = summed.map((file) => `${sha256(file.content)}  ${file.name}\n`).join("");
  return [...summed, { name: `${releaseName(version)}_SHA256SUMS`, content: Buffer.from(sums) }];
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
