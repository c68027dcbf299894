import { writeInstant } from "../../../lib/expectations/index.js";
import {
  clip,
  documentName,
  noticeMessage,
  notLiveMessage,
  printable,
  waiverExpiredMessage,
  waiverUnusedMessage,
} from "../../../lib/messages/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Notice } from "../../../lib/verdict/index.js";
import type { Diagnostic } from "../../plugin/index.js";
import { diagnosticOf } from "../messages/diagnostic.js";
import { hostNotice } from "../messages/notices.js";
import type { DriftContext } from "./drift-diagnostics.js";
import type { ReadPart } from "./evaluate-gate.js";
import type { CheckedPart } from "./read-gate.js";

const WAIVERS = [{ attribute: "waivers" }];
const RESERVED_SHOWN = 5;

/** Waivers that were over when something still differed. */
export function expiredDiagnostics(
  { expired, fields, dialect }: ReadPart,
  { now, declaredAt }: Pick<DriftContext, "now" | "declaredAt">,
): readonly Diagnostic[] {
  const severity = fields[0]?.severity ?? "error";
  const waivers = new Set(expired.map(({ waiver }) => waiver));
  return [...waivers].map((waiver) => {
    const path = dialect.path(waiver.path);
    const at = declaredAt === undefined ? {} : { location: declaredAt };
    return diagnosticOf(
      severity,
      waiverExpiredMessage({ ...waiver, ...at, path, planTime: writeInstant(now.getTime()) }),
      WAIVERS,
    );
  });
}

/** A notice, and the first declaration that it is about. */
export interface GateNotice extends Notice {
  readonly part?: CheckedPart;
}

/** What a person should know beside the verdict, as messages. */
export function noticesOf(
  read: readonly ReadPart[],
  warnings: readonly string[],
  declaredAt: string | undefined,
): readonly GateNotice[] {
  const part = read[0]?.part;
  const ofKind = (kind: Notice["kind"], about: CheckedPart | undefined, messages: readonly string[]) =>
    messages.map((message): GateNotice => ({ kind, message, ...omitUndefined({ part: about }) }));
  return [
    ...ofKind("host", part, warnings.length > 0 ? [hostNotice(warnings)] : []),
    ...ofKind("not_live", part, notLive(read)),
    ...read.flatMap((each) => ofKind("reserved", each.part, reserved(each))),
    ...read.flatMap((each) => ofKind("waiver", each.part, unusedWaivers(each, declaredAt))),
  ];
}

function unusedWaivers({ evaluation, dialect }: ReadPart, declaredAt: string | undefined): readonly string[] {
  return (
    evaluation.unusedWaivers
      // The message of the difference says so already, and deleting it would not help.
      .filter(({ outdated }) => !outdated)
      .map(({ waiver }) =>
        waiverUnusedMessage({
          ...waiver,
          ...omitUndefined({ location: declaredAt }),
          path: dialect.path(waiver.path),
        }),
      )
  );
}

function notLive(read: readonly ReadPart[]): readonly string[] {
  const [file] = read.flatMap(({ loaded: { source } }) => (source.kind === "snapshot" ? [source] : []));
  if (file === undefined) return [];
  const sum = (of: (part: ReadPart) => number) => read.reduce((total, part) => total + of(part), 0);
  return [
    notLiveMessage({
      what: file.path,
      verifiedAt: file.verifiedAt,
      declared: sum(({ evaluation }) => evaluation.declared),
      matching: sum(({ evaluation }) => evaluation.matching),
    }),
  ];
}

function reserved({ part, evaluation, dialect }: ReadPart): readonly string[] {
  const { endpoint, platform } = part;
  const paths = evaluation.reservedInUse.slice(0, RESERVED_SHOWN);
  if (paths.length === 0) return [];
  return [
    noticeMessage("a field that Fullstory reserves is in use", [
      ...paths.map((path) => clip(printable(dialect.path(path)), 200)),
      `Nothing declares it in ${documentName(endpoint.name, platform)}, so nothing checks it.`,
    ]),
  ];
}
