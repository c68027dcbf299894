import { encodeMessage, type Field, type Message } from "../plugin/proto.js";
import { type Attribute, encodeSchema } from "../plugin/schema.js";
import type { UnaryCall } from "../plugin/server.js";
import { isNull, NULL, type RawValue, splitObject } from "../plugin/value.js";
import { nullDataSource } from "./null-data-source.js";
import { nullResource } from "./null-resource.js";

interface Rpc {
  /** The number of the response's `diagnostics` field. */
  readonly diagnostics: number;
  readonly answer: (request: Message) => readonly Field[];
}

/**
 * The calls of plugin protocol 6 that a provider with resources and data sources must answer. Field numbers are
 * tfplugin6.proto's. Import is left out, as null_resource has none.
 */
const RPCS: Readonly<Record<string, Rpc>> = {
  GetProviderSchema: { diagnostics: 4, answer: getProviderSchema },
  ValidateProviderConfig: { diagnostics: 2, answer: () => [] },
  ValidateResourceConfig: { diagnostics: 1, answer: (request) => validate(request, nullResource) },
  ValidateDataResourceConfig: { diagnostics: 1, answer: (request) => validate(request, nullDataSource) },
  ConfigureProvider: { diagnostics: 1, answer: () => [] },
  ReadDataSource: { diagnostics: 2, answer: readDataSource },
  UpgradeResourceState: { diagnostics: 2, answer: upgradeResourceState },
  ReadResource: { diagnostics: 2, answer: readResource },
  PlanResourceChange: { diagnostics: 4, answer: planResourceChange },
  ApplyResourceChange: { diagnostics: 3, answer: applyResourceChange },
};

/** Every path that the provider serves. */
export function providerCalls(): ReadonlyMap<string, UnaryCall> {
  const calls = new Map<string, UnaryCall>();
  for (const [name, rpc] of Object.entries(RPCS)) {
    calls.set(`/tfplugin6.Provider/${name}`, (request) => encodeMessage(answerOrDiagnose(rpc, request)));
  }
  // Nothing here takes long enough to be stopped, and other runs may be using the same process: both answer, and
  // stop nothing.
  calls.set("/tfplugin6.Provider/StopProvider", () => encodeMessage([]));
  calls.set("/plugin.GRPCController/Shutdown", () => encodeMessage([]));
  return calls;
}

/** A thrown error as a diagnostic: Terraform shows a failed call as a fault of the plugin, without its reason. */
function answerOrDiagnose({ answer, diagnostics }: Rpc, request: Message): readonly Field[] {
  try {
    return answer(request);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [[diagnostics, errorDiagnostic("The stand-in for hashicorp/null failed", detail)]];
  }
}

function getProviderSchema(): readonly Field[] {
  return [
    [1, encodeSchema([])],
    [2, mapEntry(nullResource.typeName, encodeSchema(nullResource.attributes))],
    [3, mapEntry(nullDataSource.typeName, encodeSchema(nullDataSource.attributes))],
    // get_provider_schema_optional: Terraform then asks for the schema once for each command.
    [6, encodeMessage([[2, true]])],
  ];
}

/** Terraform leaves it to the provider to refuse a configuration that sets what only the provider may set. */
function validate(
  request: Message,
  { typeName, attributes }: { readonly typeName: string; readonly attributes: readonly Attribute[] },
): readonly Field[] {
  expectType(request, typeName);
  const config = splitObject(dynamicValueOf(request, 2));
  return attributes
    .filter(({ name, optional }) => !optional && !isNull(config.get(name) ?? NULL))
    .map(({ name }) => {
      const detail = `${name} is set by the provider and cannot be configured.`;
      return [1, errorDiagnostic("Invalid Configuration for Read-Only Attribute", detail, name)];
    });
}

function readDataSource(request: Message): readonly Field[] {
  expectType(request, nullDataSource.typeName);
  return [[1, toDynamicValue(nullDataSource.read(dynamicValueOf(request, 2)))]];
}

/** The schema never had another version than 0, so a state's JSON is handed back as it is. */
function upgradeResourceState(request: Message): readonly Field[] {
  expectType(request, nullResource.typeName);
  const RAW_STATE_JSON = 1;
  const DYNAMIC_VALUE_JSON = 2;
  return [[1, encodeMessage([[DYNAMIC_VALUE_JSON, request.message(3).bytes(RAW_STATE_JSON)]])]];
}

function readResource(request: Message): readonly Field[] {
  expectType(request, nullResource.typeName);
  return [[1, request.bytes(2)]];
}

function planResourceChange(request: Message): readonly Field[] {
  expectType(request, nullResource.typeName);
  const planned = nullResource.plan(dynamicValueOf(request, 2), dynamicValueOf(request, 3));
  return [
    [1, toDynamicValue(planned)],
    ...nullResource.replacedBy.map((attribute): Field => [2, attributePath(attribute)]),
  ];
}

function applyResourceChange(request: Message): readonly Field[] {
  expectType(request, nullResource.typeName);
  return [[1, toDynamicValue(nullResource.apply(dynamicValueOf(request, 3)))]];
}

function expectType(request: Message, typeName: string): void {
  const asked = request.text(1);
  if (asked !== typeName) throw new Error(`${JSON.stringify(asked)} is not served here, only ${typeName}`);
}

function dynamicValueOf(request: Message, fieldNumber: number): RawValue {
  return request.message(fieldNumber).bytes(1);
}

function toDynamicValue(value: RawValue): Uint8Array {
  return encodeMessage([[1, value]]);
}

function mapEntry(key: string, value: Uint8Array): Uint8Array {
  return encodeMessage([
    [1, key],
    [2, value],
  ]);
}

function errorDiagnostic(summary: string, detail: string, attribute?: string): Uint8Array {
  const ERROR = 1;
  const fields: Field[] = [
    [1, ERROR],
    [2, summary],
    [3, detail],
  ];
  if (attribute !== undefined) fields.push([4, attributePath(attribute)]);
  return encodeMessage(fields);
}

function attributePath(attribute: string): Uint8Array {
  return encodeMessage([[1, encodeMessage([[1, attribute]])]]);
}
