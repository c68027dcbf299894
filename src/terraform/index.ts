export { askVersion, findTerraform, locateTerraform, type TerraformBinary } from "./binary.js";
export { type CheckResult, readChecks } from "./checks.js";
export type { Diagnostic } from "./diagnostics.js";
export { pickNeeded, prepareEnv } from "./environment.js";
export { TerraformError, TerraformInterruptedError } from "./errors.js";
export { asTree, parseJson, type Tree, toText, toTrees } from "./json.js";
export { type PlanResult, planStack, type ReadPlan, readPlan } from "./plan-stack.js";
export { withPlanFile, withPrivateFolder } from "./private-folder.js";
export { Terraform, type TerraformOptions } from "./terraform.js";
