import type { CtyObject, DataSource, Diagnostic } from "../../plugin/index.js";
import { ConfigValues } from "../configuration/config-values.js";
import { toDiagnostic } from "../messages/diagnostic.js";
import type { Session } from "../session.js";
import type { ReadingSource } from "./read-source.js";

/** The data source as Terraform calls it, for each provider block. */
export function createDataSource<Request>(source: ReadingSource<Request>): (session: Session) => DataSource {
  return (session) => ({
    schema: source.schema,
    validate: ({ config }) => readRequest(source, config).faults,
    read: ({ config }, { signal }) => {
      const { request, faults } = readRequest(source, config);
      if (faults.length > 0) return { diagnostics: faults };
      const { readSource }: typeof import("./read-source.js") = require("./read-source.js");
      return readSource(source, { request, config, session, signal });
    },
  });
}

/** What is asked for, and the first thing that is wrong with it. What is not known yet is looked at again later. */
function readRequest<Request>(
  source: ReadingSource<Request>,
  config: CtyObject,
): { readonly request: Request; readonly faults: readonly Diagnostic[] } {
  const faults: Diagnostic[] = [];
  const addFault = (attribute: string, message: string): void => {
    const text = `fullstory: bad declaration, ${attribute} ${message}`;
    faults.push(toDiagnostic("error", text, [{ attribute }]));
  };
  const request = source.buildRequest(
    new ConfigValues(config, { fault: addFault, unknown: () => undefined }),
  );
  return { request, faults: faults.slice(0, 1) };
}
