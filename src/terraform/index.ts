export {
  askVersion,
  findTerraform,
  type LocatedTerraform,
  locateTerraform,
  type TerraformBinary,
  type TerraformFlavour,
} from "./binary.js";
export { type CheckResult, checksOf } from "./checks.js";
export type { Diagnostic, SourcePosition, SourceRange, SourceSnippet } from "./diagnostics.js";
export { neededByTerraform, type TerraformEnv, terraformEnv } from "./environment.js";
export { openedEphemerals } from "./ephemeral.js";
export {
  TerraformError,
  TerraformFaultError,
  TerraformInterruptedError,
  TerraformMissingError,
  TerraformTooOldError,
} from "./errors.js";
export { withPlanFile } from "./plan-file.js";
export { type PlanResult, type PlanStackOptions, planStack } from "./plan-stack.js";
export {
  type PlanOptions,
  Terraform,
  type TerraformJsonResult,
  type TerraformOptions,
  type TerraformPlanJsonResult,
  type TerraformResult,
} from "./terraform.js";
