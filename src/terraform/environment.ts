import { type ChildEnv, withoutKey } from "../child/index.js";

declare const steered: unique symbol;

/** The environment of a Terraform child. Only {@link prepareEnv} makes one. */
export type TerraformEnv = ChildEnv & { readonly [steered]: true };

/** For runs without a person: no questions, no hints for the next command, no call home. */
const UNATTENDED = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };

/**
 * `base` made fit for a Terraform child.
 *
 * Taken out: the Fullstory key, the variables named in `secrets`, even where `extra` has them, and every other variable
 * whose value is or holds one of their values; `TF_CLI_ARGS` and every `TF_CLI_ARGS_*`, as a `-target` in there makes a plan pass that checked nothing; the `TF_REATTACH_PROVIDERS`
 * of the caller, as it names who answers for a provider.
 *
 * Kept: all else. Proxies and cloud credentials, because backends need them; `TF_WORKSPACE` and `TF_DATA_DIR`,
 * because without them another state would be planned; `TF_VAR_*`; `TF_CLI_CONFIG_FILE`, because it names mirrors.
 */
export function prepareEnv(
  base: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
  secrets: readonly string[] = [],
): TerraformEnv {
  const kept = Object.entries(base).filter(([name]) => !steersTerraform(name));
  const merged = [...kept, ...Object.entries(UNATTENDED), ...Object.entries(extra)];
  return withoutKey(Object.fromEntries(merged), secrets) as TerraformEnv;
}

/** What a program needs that plans without a backend, a state and credentials. */
const NEEDED = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP", "LANG", "LANGUAGE", "TZ", "TERM"],
  "TERRAFORM_BINARY_NAME",
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"],
  ...["LD_LIBRARY_PATH", "GODEBUG", "GOMAXPROCS", "GOMEMLIMIT", "GOGC"],
]);
/** Of locale, temporary folders, Terraform itself, git, and the programs that choose its version. */
const NEEDED_BEGINNINGS = [
  "LC_",
  "XDG_",
  "TF_",
  "TOFU_",
  "GIT_",
  "TFENV_",
  "TENV_",
  "ASDF_",
  "MISE_",
  "NIX_",
];
/** Values of variables, which the gate by itself has none of. */
const NOT_NEEDED_BEGINNINGS = ["TF_VAR_"];

/**
 * The part of an environment that planning the gate by itself may need: an allow-list, because what is in the rest
 * is not for Terraform to know.
 */
export function pickNeeded(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const begins = (name: string, list: readonly string[]): boolean =>
    list.some((each) => name.startsWith(each));
  return Object.fromEntries(
    Object.entries(base).filter(([name]) => {
      const upper = name.toUpperCase();
      return NEEDED.has(upper) || (begins(upper, NEEDED_BEGINNINGS) && !begins(upper, NOT_NEEDED_BEGINNINGS));
    }),
  );
}

function steersTerraform(name: string): boolean {
  return name === "TF_CLI_ARGS" || name.startsWith("TF_CLI_ARGS_") || name === "TF_REATTACH_PROVIDERS";
}
