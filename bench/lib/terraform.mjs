import { cleanEnv, run } from "./measure.mjs";

/** `terraform init` of a folder, once. */
export function init(cwd, env) {
  run("terraform", ["init", "-input=false", "-no-color"], { cwd, env: cleanEnv(env) });
}

/** Milliseconds of one `terraform plan`. */
export function plan(cwd, env, codes = [0]) {
  return run("terraform", ["plan", "-input=false", "-no-color"], { cwd, env: cleanEnv(env), codes }).ms;
}

export function apply(cwd, env) {
  run("terraform", ["apply", "-input=false", "-no-color", "-auto-approve"], { cwd, env: cleanEnv(env) });
}
