import { formatInstant } from "../../../lib/expectations/index.js";
import {
  clip,
  nameDocument,
  renderExpiredWaiver,
  renderNotice,
  renderNotLive,
  renderUnusedWaiver,
  sanitize,
} from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type Evaluation, type Notice, renderUnreadSelectors } from "../../../lib/verdict/index.js";
import type { Diagnostic } from "../../plugin/index.js";
import { toDiagnostic } from "../messages/diagnostic.js";
import { renderHostNotice } from "../messages/notices.js";
import type { DriftContext } from "./drift-diagnostics.js";
import type { ReadPart } from "./evaluate-gate.js";
import type { CheckedPart } from "./read-gate.js";

const WAIVERS = [{ attribute: "waivers" }];
const RESERVED_SHOWN = 5;

/** Waivers that were over when something still differed. */
export function listExpiredDiagnostics(
  { expired, evaluation, dialect }: ReadPart,
  { now, declaredAt }: Pick<DriftContext, "now" | "declaredAt">,
): readonly Diagnostic[] {
  const severity = evaluation.fields[0]?.severity ?? "error";
  const waivers = new Set(expired.map(({ waiver }) => waiver));
  return [...waivers].map((waiver) => {
    const path = dialect.spellPath(waiver.path);
    const at = declaredAt === undefined ? {} : { location: declaredAt };
    return toDiagnostic(
      severity,
      renderExpiredWaiver({ ...waiver, ...at, path, planTime: formatInstant(now.getTime()) }),
      WAIVERS,
    );
  });
}

/** A notice, and the first declaration that it is about. */
export interface GateNotice extends Notice {
  readonly part: CheckedPart | undefined;
}

/** What a person should know beside the verdict, as messages. */
export function listGateNotices(
  read: readonly ReadPart[],
  warnings: readonly string[],
  declaredAt: string | undefined,
): readonly GateNotice[] {
  const notices: GateNotice[] = [];
  const add = (kind: Notice["kind"], part: CheckedPart | undefined, message: string) =>
    notices.push({ kind, part, message });
  const first = read[0]?.part;
  if (warnings.length > 0) add("host", first, renderHostNotice(warnings));
  const snapshot = read.map(({ loaded }) => loaded.source).find((source) => source.kind === "snapshot");
  if (snapshot !== undefined) {
    const sum = (of: (evaluation: Evaluation) => number) =>
      read.reduce((total, { evaluation }) => total + of(evaluation), 0);
    const [declared, matching] = [sum((each) => each.declared), sum((each) => each.matching)];
    const { path: what, verifiedAt } = snapshot;
    add("not_live", first, renderNotLive({ what, verifiedAt, declared, matching }));
  }
  for (const { part, evaluation, dialect } of read) {
    const paths = evaluation.reservedInUse.slice(0, RESERVED_SHOWN);
    if (paths.length === 0) continue;
    const document = nameDocument(part.endpoint.name, part.platform);
    const lines = [
      ...paths.map((path) => clip(sanitize(dialect.spellPath(path)), 200)),
      `Nothing declares it in ${document}, so nothing checks it.`,
    ];
    add("reserved", part, renderNotice("a field that Fullstory reserves is in use", lines));
  }
  for (const { part, evaluation } of read) {
    if (evaluation.comparedAsText.length > 0)
      add("selector", part, renderUnreadSelectors(evaluation.comparedAsText));
  }
  for (const { part, evaluation, dialect } of read) {
    for (const { waiver, outdated } of evaluation.unusedWaivers) {
      // The message of the difference says so already, and deleting it would not help.
      if (outdated) continue;
      const at = omitUndefined({ location: declaredAt });
      add("waiver", part, renderUnusedWaiver({ ...waiver, ...at, path: dialect.spellPath(waiver.path) }));
    }
  }
  return notices;
}
