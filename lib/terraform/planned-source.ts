import type { Expectation } from "../expectations/expectation.js";
import { formatLocation } from "../expectations/source-location.js";
import type { Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { writeDeclaration } from "../settings/declare/json-form.js";
import { canonicalize } from "../settings/model/canonical.js";
import type { Platform } from "../settings/model/endpoint.js";
import { type Policy, resolvePolicy } from "../verdict/judge.js";
import { type PlannedSchema, toGateAddress, toRecordingType } from "./addresses.js";
import {
  type Condition,
  escapeText,
  renderFailedMessages,
  renderPass,
  renderPlannedCount,
} from "./syntax.js";
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
    type: toRecordingType(schema),
    attributes: omitUndefined({
      platform,
      limit,
      session_id: sessionId === undefined ? undefined : escapeText(sessionId),
      enable_event_cache: enableEventCache,
      include_events: schema.kind === "session-events" && exposed.has("events") ? true : undefined,
    }),
    provider,
    gates: expectations.map((expectation, index) =>
      renderGate(expectation, nameGate(input.name, index), input),
    ),
  };
}

/** The names of the gates of a data source; the first has the data source's own. */
function nameGate(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`;
}

function renderGate(expectation: Expectation, name: string, input: PlannedInput): PlannedGate {
  const { options } = expectation;
  const { severity, onTightened } = resolvePolicy(options, input.policy);
  const mayWarn = severity === "warning" || onTightened === "warning";
  const address = toGateAddress(name);
  const declared = {
    "//": { metadata: { path: expectation.constructPath, uniqueId: name } },
    provider: input.provider,
    ...renderDeclaration(expectation, input),
    ...omitUndefined({
      because: options.because === undefined ? undefined : escapeText(options.because),
      severity: options.severity,
      on_tightened: options.onTightened,
      waivers: options.waivers?.length
        ? options.waivers.map((waiver) => renderWaiver(waiver, expectation))
        : undefined,
    }),
    declared_at: escapeText(
      expectation.location === undefined ? expectation.constructPath : formatLocation(expectation.location),
    ),
  };
  const condition = { condition: renderPass("self", mayWarn), error_message: renderFailedMessages("self") };
  return {
    name,
    address,
    data: { ...declared, on_drift: "report", lifecycle: { postcondition: [condition] } },
    ...omitUndefined({
      ephemeral: input.guarded ? { ...declared, count: renderPlannedCount(address, mayWarn) } : undefined,
      check: mayWarn
        ? { condition: renderPass(address, false), error_message: renderFailedMessages(address, "warnings") }
        : undefined,
    }),
  };
}

/** The declaration as JSON text in ASCII: nothing on its way to the provider changes a letter of it. */
function renderDeclaration({ node }: Expectation, { schema, platform }: PlannedInput): Tree {
  if (node === undefined || schema.endpoint === undefined) return {};
  const json = writeDeclaration(schema.document, node);
  return {
    [schema.endpoint.name]: escapeText(canonicalize(platform === undefined ? json : { [platform]: json })),
  };
}

function renderWaiver(waiver: Waiver, { sharedWaivers }: Expectation): Tree {
  const { path, observed, reason, expires, owner, whole } = waiver;
  return omitUndefined({
    path: escapeText(path),
    observed: escapeText(observed),
    reason: escapeText(reason),
    expires: escapeText(expires),
    owner: owner === undefined ? undefined : escapeText(owner),
    whole,
    shared_by: sharedWaivers?.get(waiver),
  });
}
