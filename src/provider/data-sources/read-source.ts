import type { CtyObject, CtyValue, Diagnostic, ReadAnswer, Schema } from "../../plugin/index.js";
import type { ConfigValues } from "../configuration/config-values.js";
import type { Configured } from "../configured.js";
import { toDiagnostic } from "../messages/diagnostic.js";
import { renderError } from "../messages/error-message.js";
import { renderHostNotice, renderSnapshotNotice } from "../messages/notices.js";
import { confirmSource } from "../reading/confirm-source.js";
import type { Read } from "../reading/loaded.js";
import type { Session } from "../session.js";

/** A data source that reads, and judges nothing. */
export interface ReadingSource<Request> {
  readonly schema: Schema;
  /** What to call it in messages. */
  readonly document: string;
  readonly buildRequest: (given: ConfigValues) => Request;
  /** @throws FullstoryError */
  readonly read: (request: Request, configured: Configured, signal: AbortSignal) => Promise<Answered>;
}

interface Answered extends Read {
  readonly values: Readonly<Record<string, CtyValue>>;
}

interface SourceRead<Request> {
  readonly request: Request;
  readonly config: CtyObject;
  readonly session: Session;
  readonly signal: AbortSignal;
}

/** Reads a data source. What could not be read is an error, and there is no state then. */
export async function readSource<Request>(
  source: ReadingSource<Request>,
  { request, config, session, signal }: SourceRead<Request>,
): Promise<ReadAnswer> {
  try {
    const configured = session.open();
    const reading = source.read(request, configured, signal);
    // The org is checked first. Where that fails, the error of the read is not needed.
    reading.catch(() => undefined);
    await confirmSource(configured, signal);
    const answered = await reading;
    const { values, fetchedAt } = answered;
    const state = new Map([...config, ["read_at", fetchedAt], ...Object.entries(values)]);
    return { state, diagnostics: listNotices(answered, configured) };
  } catch (error) {
    return { diagnostics: [toDiagnostic("error", renderError(error, { document: source.document }))] };
  }
}

/** What a person should know although everything was read. */
function listNotices({ source }: Read, configured: Configured): readonly Diagnostic[] {
  const severity = configured.configuration.warningsAsErrors ? "error" : "warning";
  const warnings = configured.takeWarnings();
  const notices = [
    ...(warnings.length > 0 ? [renderHostNotice(warnings)] : []),
    ...(source.kind === "snapshot" ? [renderSnapshotNotice(source.path, source.verifiedAt)] : []),
  ];
  return notices.map((message) => toDiagnostic(severity, message));
}
