import { createHash } from "node:crypto";
import { nameRelease, nameZip, PLATFORMS } from "./names.js";
import { packZip, type ZipEntry } from "./zip.js";

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
export function buildRelease(version: string, files: readonly ZipEntry[]): readonly ReleaseFile[] {
  const content = packZip(files);
  const manifest = { version: 1, metadata: { protocol_versions: PROTOCOLS } };
  const summed: readonly ReleaseFile[] = [
    ...PLATFORMS.map((platform) => ({ name: nameZip(version, platform), content })),
    {
      name: `${nameRelease(version)}_manifest.json`,
      content: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    },
  ];
  const sums = summed.map((file) => `${hash(file.content)}  ${file.name}\n`).join("");
  return [...summed, { name: `${nameRelease(version)}_SHA256SUMS`, content: Buffer.from(sums) }];
}

function hash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
