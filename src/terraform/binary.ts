import { findProgram } from "../child/index.js";
import { prepareEnv } from "./environment.js";
import { TerraformError } from "./errors.js";
import { asTree, parseJson } from "./json.js";
import { runTerraform, takeTail } from "./run-terraform.js";

/** Which of the two programs it is. They take the same commands and write the same files. */
export type TerraformFlavour = "terraform" | "opentofu";

/** A program that can plan. */
export interface TerraformBinary {
  /** Absolute. */
  readonly path: string;
  /** As it was asked for, for messages. */
  readonly name: string;
  readonly version: string;
  readonly flavour: TerraformFlavour;
}

const NAME_VARIABLE = "TERRAFORM_BINARY_NAME";
const OLDEST = { major: 1, minor: 5 };
const INSTALL_HINT = `install Terraform ${OLDEST.major}.${OLDEST.minor} or later (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name one with ${NAME_VARIABLE}`;

/** A program that was found, and not yet asked what it is. */
export type LocatedTerraform = Pick<TerraformBinary, "path" | "name">;

/**
 * The program to plan with: the one that `TERRAFORM_BINARY_NAME` names, else `terraform`, looked up on `PATH`.
 *
 * @param env - default `process.env`
 * @throws TerraformError with what to install, where it is missing or too old.
 */
export async function findTerraform(env: NodeJS.ProcessEnv = process.env): Promise<TerraformBinary> {
  return askVersion(await locateTerraform(env), env);
}

/** The first half of `findTerraform`: nothing is run. @throws TerraformError */
export async function locateTerraform(env: NodeJS.ProcessEnv): Promise<LocatedTerraform> {
  const name = env[NAME_VARIABLE] || "terraform";
  const file = await findProgram(name, env["PATH"] ?? "", process.cwd());
  if (file === undefined) throw new TerraformError(`no program ${name} was found: ${INSTALL_HINT}`);
  return { path: file, name };
}

/** The second half: runs the program, which takes it some 50 ms. @throws TerraformError */
export async function askVersion(
  located: LocatedTerraform,
  env: NodeJS.ProcessEnv,
): Promise<TerraformBinary> {
  const { exitCode, stdout, stderr } = await runTerraform(located.path, ["version", "-json"], {
    cwd: process.cwd(),
    env: prepareEnv(env),
  });
  const answer = exitCode === 0 ? parseVersion(stdout) : undefined;
  if (answer === undefined) {
    throw new TerraformError(`${located.path} version -json ended with ${exitCode}${takeTail(stderr)}`);
  }
  if (!isRecentEnough(answer.version)) {
    throw new TerraformError(
      `${located.name} is version ${answer.version}, which is too old: ${INSTALL_HINT}`,
    );
  }
  return { ...located, ...answer };
}

/** What `version -json` says. `undefined` for anything else. */
export function parseVersion(json: string): Pick<TerraformBinary, "version" | "flavour"> | undefined {
  const answer = asTree(parseJson(json));
  const { terraform_version: version } = answer;
  if (typeof version !== "string") return undefined;
  // Both call their version `terraform_version`. Only Terraform says whether a newer one is out.
  return { version, flavour: "terraform_outdated" in answer ? "terraform" : "opentofu" };
}

/** 1.5 or later, where the pre-releases of 1.5.0 count as 1.5. */
export function isRecentEnough(version: string): boolean {
  const [major = Number.NaN, minor = Number.NaN] = version.split(".").map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
