export { ExactNumber } from "./cty/number.js";
export type { CtyType } from "./cty/type.js";
export { type CtyObject, type CtyValue, Typed, Unknown } from "./cty/value.js";
export type { Call, MaybePromise } from "./provider/call.js";
export type { ConfigRequest, DataSource, ReadAnswer } from "./provider/data-source.js";
export type { AttributePath, Diagnostic, PathStep } from "./provider/diagnostic.js";
export type {
  EphemeralResource,
  OpenAnswer,
  PrivateRequest,
  RenewAnswer,
} from "./provider/ephemeral-resource.js";
export type { ConfigureRequest, Provider } from "./provider/provider.js";
export { FunctionError, type Parameter, type ProviderFunction } from "./provider/provider-function.js";
export type { ApplyAnswer, ApplyRequest, PlanAnswer, PlanRequest, Resource } from "./provider/resource.js";
export type {
  Attribute,
  Attributes,
  AttributeTraits,
  Block,
  NestedAttributes,
  NestedBlock,
  Schema,
} from "./provider/schema.js";
