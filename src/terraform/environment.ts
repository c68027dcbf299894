import { type ChildEnv, envWithoutKey } from "../child/index.js";

declare const steered: unique symbol;

/** The environment of a Terraform child. Only {@link terraformEnv} makes one. */
export type TerraformEnv = ChildEnv & { readonly [steered]: true };

/** For runs without a person: no questions, no hints for the next command, no call home. */
const UNATTENDED = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };

/**
 * `base` made fit for a Terraform child.
 *
 * Taken out: the Fullstory key and the variables named in `secrets`, even where `extra` has them; `TF_CLI_ARGS` and
 * every `TF_CLI_ARGS_*`, as a `-target` in there makes a plan pass that checked nothing; the `TF_REATTACH_PROVIDERS`
 * of the caller, as it names who answers for a provider.
 *
 * Kept: all else. Proxies and cloud credentials, because backends need them; `TF_WORKSPACE` and `TF_DATA_DIR`,
 * because without them another state would be planned; `TF_VAR_*`; `TF_CLI_CONFIG_FILE`, because it names mirrors.
 */
export function terraformEnv(
  base: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
  secrets: readonly string[] = [],
): TerraformEnv {
  const kept = Object.entries(base).filter(([name]) => !steersTerraform(name));
  const merged = [...kept, ...Object.entries(UNATTENDED), ...Object.entries(extra)];
  return envWithoutKey(Object.fromEntries(merged), secrets) as TerraformEnv;
}

function steersTerraform(name: string): boolean {
  return name === "TF_CLI_ARGS" || name.startsWith("TF_CLI_ARGS_") || name === "TF_REATTACH_PROVIDERS";
}
