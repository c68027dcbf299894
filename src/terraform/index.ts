export { askVersion, findTerraform, locateTerraform, type TerraformBinary } from "./binary.js";
export { type CheckResult, checksOf } from "./checks.js";
export type { Diagnostic } from "./diagnostics.js";
export { neededByTerraform, terraformEnv } from "./environment.js";
export { TerraformError, TerraformInterruptedError } from "./errors.js";
export { asTree, parseJson, type Tree, textOf, treesIn } from "./json.js";
export { type PlanResult, planStack, type ReadPlan, readPlan } from "./plan-stack.js";
export { withPlanFile, withPrivateFolder } from "./private-folder.js";
export { Terraform, type TerraformOptions } from "./terraform.js";
