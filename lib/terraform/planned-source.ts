import type { Expectation } from "../expectations/expectation.js";
import { placeOf } from "../expectations/source-location.js";
import type { Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { canonicalText } from "../settings/model/canonical.js";
import type { Platform } from "../settings/model/endpoint.js";
import { fieldPolicy, type Policy } from "../verdict/judge.js";
import { gateAddress, type PlannedSchema, recordingType } from "./addresses.js";
import { type Condition, failedMessages, passExpression, plainText, plannedCount } from "./syntax.js";
import type { Tree } from "./tree.js";

/** A gate that Terraform reads and judges, as it stands in a stack's Terraform JSON. */
export interface PlannedGate {
  readonly name: string;
  readonly address: string;
  readonly data: Tree;
  /** Read again at apply, for what waits for the gate. */
  readonly ephemeral?: Tree;
  /** Shows what only warns. */
  readonly check?: Condition;
}

/** A data source that Terraform reads, and the gates that judge it. */
export interface PlannedSource {
  readonly type: string;
  readonly attributes: Tree;
  readonly provider: string;
  readonly gates: readonly PlannedGate[];
}

/** Everything that a planned source renders from. */
export interface PlannedInput {
  /** The path of its construct. */
  readonly path: string;
  /** Its name in the Terraform JSON. */
  readonly name: string;
  readonly schema: PlannedSchema;
  readonly platform: Platform | undefined;
  readonly params: {
    readonly limit?: number;
    readonly sessionId?: string;
    readonly enableEventCache?: boolean;
  };
  readonly expectations: readonly Expectation[];
  readonly exposed: ReadonlySet<string>;
  /** Address of the provider's configuration. */
  readonly provider: string;
  readonly policy: Policy;
  /** Whether something waits for its gates. */
  readonly guarded: boolean;
}

/** What a source renders where Terraform reads its settings. */
export function renderPlanned(input: PlannedInput): PlannedSource {
  const { schema, platform, params, provider, exposed, expectations } = input;
  const { limit, sessionId, enableEventCache } = params;
  return {
    type: recordingType(schema),
    attributes: omitUndefined({
      platform,
      limit,
      session_id: sessionId === undefined ? undefined : plainText(sessionId),
      enable_event_cache: enableEventCache,
      include_events: schema.kind === "session-events" && exposed.has("events") ? true : undefined,
    }),
    provider,
    gates: expectations.map((expectation, index) =>
      renderGate(expectation, nameOf(input.name, index), input),
    ),
  };
}

/** The names of the gates of a data source; the first has the data source's own. */
function nameOf(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`;
}

function renderGate(expectation: Expectation, name: string, input: PlannedInput): PlannedGate {
  const { options } = expectation;
  const { severity, onTightened } = fieldPolicy(options, input.policy);
  const mayWarn = severity === "warning" || onTightened === "warning";
  const address = gateAddress(name);
  const declared = {
    "//": { metadata: { path: expectation.constructPath, uniqueId: name } },
    provider: input.provider,
    ...declarationOf(expectation, input),
    ...omitUndefined({
      because: options.because === undefined ? undefined : plainText(options.because),
      severity: options.severity,
      on_tightened: options.onTightened,
      waivers: options.waivers?.length
        ? options.waivers.map((waiver) => waiverOf(waiver, expectation))
        : undefined,
    }),
    declared_at: plainText(
      expectation.location === undefined ? expectation.constructPath : placeOf(expectation.location),
    ),
  };
  const condition = { condition: passExpression("self", mayWarn), error_message: failedMessages("self") };
  return {
    name,
    address,
    data: { ...declared, on_drift: "report", lifecycle: { postcondition: [condition] } },
    ...omitUndefined({
      ephemeral: input.guarded ? { ...declared, count: plannedCount(address, mayWarn) } : undefined,
      check: mayWarn
        ? { condition: passExpression(address, false), error_message: failedMessages(address, "warnings") }
        : undefined,
    }),
  };
}

/** The declaration as JSON text in ASCII: nothing on its way to the provider changes a letter of it. */
function declarationOf({ node }: Expectation, { schema, platform }: PlannedInput): Tree {
  if (node === undefined || schema.endpoint === undefined) return {};
  const json = writeDeclaration(schema.document, node);
  return {
    [schema.endpoint.name]: plainText(canonicalText(platform === undefined ? json : { [platform]: json })),
  };
}

function waiverOf(waiver: Waiver, { sharedWaivers }: Expectation): Tree {
  const { path, observed, reason, expires, owner, whole } = waiver;
  return omitUndefined({
    path: plainText(path),
    observed: plainText(observed),
    reason: plainText(reason),
    expires: plainText(expires),
    owner: owner === undefined ? undefined : plainText(owner),
    whole,
    shared_by: sharedWaivers?.get(waiver),
  });
}
