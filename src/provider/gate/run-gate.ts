import { FullstoryError } from "../../../lib/client/index.js";
import { nameDocument } from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { CtyObject, CtyValue, Diagnostic } from "../../plugin/index.js";
import type { Configured } from "../configured.js";
import { toDiagnostic } from "../messages/diagnostic.js";
import { renderError } from "../messages/error-message.js";
import { identifySource, type OrgIdentity } from "../reading/confirm-source.js";
import type { Session } from "../session.js";
import { listDriftDiagnostics } from "./drift-diagnostics.js";
import { evaluateGate, type GateEvaluation, type UnreadPart } from "./evaluate-gate.js";
import { type GateNotice, listExpiredDiagnostics, listGateNotices } from "./gate-notices.js";
import { type GateProblem, toProblemDiagnostic } from "./gate-problem.js";
import { buildGateValues } from "./gate-values.js";
import { assignWaivers, type GateWaivers } from "./gate-waivers.js";
import { type Gate, readGate } from "./read-gate.js";

/** What became of a gate. */
export interface GateAnswer {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where the declaration itself cannot be used. */
  readonly outcome?: {
    readonly values: Readonly<Record<string, CtyValue>>;
    /** What the values say, in full. */
    readonly facts: GateFacts;
  };
}

/** Everything that became known as a gate was read. */
export interface GateFacts {
  readonly gate: Gate;
  readonly waivers: GateWaivers["byPart"];
  readonly evaluation: GateEvaluation;
  readonly identity: OrgIdentity;
  /** Absent where it cannot be used. */
  readonly configuration?: Configured["configuration"];
  readonly notices: readonly GateNotice[];
  readonly now: Date;
}

/** Reads and judges. Nothing passes that was not read: what could not be is an error, or a finding. */
export async function runGate(config: CtyObject, session: Session, signal: AbortSignal): Promise<GateAnswer> {
  const { gate, problems, unknown } = readGate(config);
  const open = unknown.map((steps): GateProblem => ({ steps, message: "is not known yet" }));
  const version = session.terraformVersion;
  const refuse = (found: readonly GateProblem[]): GateAnswer => ({
    diagnostics: found.map((problem) => toProblemDiagnostic(problem, version)),
  });
  if (problems.length + open.length > 0) return refuse([...problems, ...open]);
  const now = new Date();
  let configured: Configured;
  try {
    configured = session.open();
  } catch (error) {
    return answerUnread({ gate, waivers: new Map(), now }, error);
  }
  const { configuration } = configured;
  const waivers = assignWaivers(gate, { maxDays: configuration.maxWaiverDays, now });
  if (waivers.problems.length > 0) return refuse(waivers.problems);
  let org: OrgIdentity;
  let evaluation: GateEvaluation;
  try {
    const identity = identifySource(configured, signal);
    const id = identity.then((known) => known.id);
    const { byPart, shared } = waivers;
    const request = { gate, waivers: byPart, shared, configured, org: id, now, signal };
    [org, evaluation] = await Promise.all([identity, evaluateGate(request)]);
  } catch (error) {
    return answerUnread({ gate, waivers: waivers.byPart, configuration, now }, error);
  }
  const refused = evaluation.read.flatMap(({ part, evaluation: { problems: found } }) =>
    found.map(({ path, message }): GateProblem => ({ ...part, message: `${path}: ${message}` })),
  );
  if (refused.length > 0) return refuse(refused);
  const { because, declaredAt } = gate.options;
  const told = omitUndefined({ org: org.id, because, declaredAt });
  const context = { ...told, now, terraformVersion: version };
  const notice = configuration.warningsAsErrors ? "error" : "warning";
  const notices = listGateNotices(evaluation.read, configured.takeWarnings(), declaredAt);
  return buildAnswer({
    facts: { gate, waivers: waivers.byPart, evaluation, identity: org, configuration, notices, now },
    unread: groupByCause(evaluation.unread).map((each) => renderUnread(each, org)),
    drift: evaluation.read.flatMap((part) => [
      ...listDriftDiagnostics(part, context),
      ...listExpiredDiagnostics(part, context),
    ]),
    notices: notices.map(({ message }) => toDiagnostic(notice, message)),
  });
}

/** What a gate found, as diagnostics. */
interface Told {
  readonly facts: GateFacts;
  readonly unread: readonly Diagnostic[];
  readonly drift: readonly Diagnostic[];
  readonly notices: readonly Diagnostic[];
}

/**
 * A gate that reports keeps nobody from a destroy: differences are in its values, and what could not be read is a
 * warning. What its configuration was generated from fails the plan by the values, so there nothing is told twice.
 */
function buildAnswer({ facts, unread, drift, notices }: Told): GateAnswer {
  const { gate, evaluation, identity } = facts;
  const { onDrift, declaredAt } = gate.options;
  const isTold = onDrift === "report" && declaredAt !== undefined;
  const failing = isTold ? notices.filter(({ severity }) => severity === "error") : [];
  const told = [...unread, ...drift, ...failing];
  const outcome = { values: buildGateValues({ evaluation, org: identity.id, told }), facts };
  if (onDrift === "error") {
    const all = [...unread, ...drift, ...notices];
    // Of two gates that were generated from one declaration, the one that reports tells what only warns.
    const diagnostics = declaredAt === undefined ? all : all.filter(({ severity }) => severity === "error");
    return { outcome, diagnostics };
  }
  if (isTold) return { outcome, diagnostics: notices.filter(({ severity }) => severity === "warning") };
  const unreadWarnings = unread.map((each): Diagnostic => ({ ...each, severity: "warning" }));
  return { outcome, diagnostics: [...unreadWarnings, ...notices] };
}

/** The org is another one, the snapshot too old, or the configuration of no use: no document counts as read. */
function answerUnread(
  known: Omit<GateFacts, "evaluation" | "identity" | "notices">,
  error: unknown,
): GateAnswer {
  if (!(error instanceof FullstoryError)) throw error;
  const unread = known.gate.parts.map((part): UnreadPart => ({ part, error }));
  return buildAnswer({
    facts: { ...known, evaluation: { read: [], unread }, identity: {}, notices: [] },
    unread: [toDiagnostic("error", renderError(error))],
    drift: [],
    notices: [],
  });
}

type SameCause = readonly [UnreadPart, ...UnreadPart[]];

/** Unread documents by their cause: one wrong key is told once, however many documents it hides. */
function groupByCause(unread: readonly UnreadPart[]): readonly SameCause[] {
  const causes = new Map<string, SameCause>();
  for (const each of unread) {
    const { code, status, hint, message, endpoint = "" } = each.error;
    const cause = JSON.stringify([code, status, hint, message.replaceAll(endpoint, "")]);
    const before = causes.get(cause);
    causes.set(cause, before === undefined ? [each] : [...before, each]);
  }
  return [...causes.values()];
}

function renderUnread(unread: SameCause, { id, role }: OrgIdentity): Diagnostic {
  const message = renderError(unread[0].error, {
    ...omitUndefined({ org: id, role }),
    document: unread.map(({ part }) => nameDocument(part.endpoint.name, part.platform)).join(", "),
  });
  return toDiagnostic("error", message);
}
