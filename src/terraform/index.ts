export { askVersion, findTerraform, locateTerraform, type TerraformBinary } from "./binary.js";
export { type CheckResult, checksOf } from "./checks.js";
export type { Diagnostic } from "./diagnostics.js";
export { neededByTerraform, terraformEnv } from "./environment.js";
export { openedEphemerals } from "./ephemeral.js";
export {
  TerraformError,
  TerraformFaultError,
  TerraformInterruptedError,
  TerraformMissingError,
  TerraformTooOldError,
} from "./errors.js";
export { withPlanFile } from "./plan-file.js";
export { type PlanResult, planStack } from "./plan-stack.js";
export { Terraform, type TerraformOptions } from "./terraform.js";
