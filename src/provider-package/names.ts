/** The last two parts of the provider's source address. */
export const NAMESPACE = "cdktf-fullstory";
export const TYPE = "fullstory";

/** Every Unix that Terraform has builds for and that runs Node.js. The package is the same for all of them. */
export const PLATFORMS = [
  "darwin_amd64",
  "darwin_arm64",
  "freebsd_amd64",
  "linux_amd64",
  "linux_arm",
  "linux_arm64",
] as const;

export type Platform = (typeof PLATFORMS)[number];

/** As in `terraform-provider-fullstory_0.1.0_linux_amd64.zip`. */
export function nameZip(version: string, platform: Platform): string {
  return `${nameRelease(version)}_${platform}.zip`;
}

/** What the names of a release's files begin with. */
export function nameRelease(version: string): string {
  return `terraform-provider-${TYPE}_${version}`;
}
