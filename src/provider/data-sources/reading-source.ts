import type { CtyValue, DataSource, Diagnostic, ReadAnswer, Schema } from "../../plugin/index.js";
import { diagnosticOf } from "../messages/diagnostic.js";
import { errorMessage } from "../messages/error-message.js";
import { hostNotice, snapshotNotice } from "../messages/notices.js";
import { confirmSource } from "../reading/confirm-source.js";
import type { Read } from "../reading/loaded.js";
import type { Configured, Session } from "../session.js";
import { Arguments, validated } from "./arguments.js";

/** A data source that reads, and judges nothing. */
export interface ReadingSource<Request> {
  readonly schema: Schema;
  /** What to call it in messages. */
  readonly document: string;
  /** @throws ArgumentFault */
  readonly request: (given: Arguments) => Request;
  /** @throws FullstoryError */
  readonly read: (request: Request, configured: Configured, signal: AbortSignal) => Promise<Answered>;
}

export interface Answered extends Read {
  readonly values: Readonly<Record<string, CtyValue>>;
}

/** The data source as Terraform calls it. What could not be read is an error, and there is no state then. */
export function dataSourceOf<Request>(source: ReadingSource<Request>, session: Session): DataSource {
  return {
    schema: source.schema,
    validate: ({ config }) => validated(() => source.request(new Arguments(config))),
    read: async ({ config }, { signal }): Promise<ReadAnswer> => {
      const faults = validated(() => source.request(new Arguments(config)));
      if (faults.length > 0) return { diagnostics: faults };
      try {
        const configured = session.open();
        const reading = source.read(source.request(new Arguments(config)), configured, signal);
        // Whose settings they are is said first; what could not be read is of no interest then.
        reading.catch(() => undefined);
        await confirmSource(configured, signal);
        const answered = await reading;
        const { values, readAt } = answered;
        const state = new Map([...config, ["read_at", readAt], ...Object.entries(values)]);
        return { state, diagnostics: noticesOf(answered, configured) };
      } catch (error) {
        return { diagnostics: [diagnosticOf("error", errorMessage(error, { document: source.document }))] };
      }
    },
  };
}

/** What a person should know although everything was read. */
function noticesOf({ from }: Read, configured: Configured): readonly Diagnostic[] {
  const severity = configured.configuration.warningsAsErrors ? "error" : "warning";
  const warnings = configured.takeWarnings();
  const notices = [
    ...(warnings.length > 0 ? [hostNotice(warnings)] : []),
    ...(from.kind === "snapshot" ? [snapshotNotice(from.path, from.verifiedAt)] : []),
  ];
  return notices.map((message) => diagnosticOf(severity, message));
}
