import { type AttachedProvider, findPackageProgram, startAttached } from "../plugin/attach.js";

/** A running stand-in for hashicorp/null. */
export type NullProviderHandle = AttachedProvider;

/** Starts a provider that Terraform uses in place of hashicorp/null, for runs that have no registry. */
export function startNullProvider(): Promise<NullProviderHandle> {
  return startAttached({
    program: findPackageProgram("dist/programs/null-provider.js"),
    source: "hashicorp/null",
  });
}
