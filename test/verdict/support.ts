import type { Expectation, ExpectOptions, Over } from "../../lib/expectations/expectation.js";
import type { Waiver } from "../../lib/expectations/waiver.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import { type Evaluation, evaluate, type Rules } from "../../lib/verdict/evaluate.js";
import type { FindingSubject } from "../../lib/verdict/finding-digest.js";
import type { DocumentSource } from "../../lib/verdict/loaded.js";
import { decoded, normalized } from "../settings/support.js";

export interface Case {
  readonly name: EndpointName;
  readonly live?: unknown;
  /** In place of `live`: a document that was decoded. */
  readonly document?: object | undefined;
  readonly declared: unknown;
  readonly source?: DocumentSource;
  readonly subject?: Partial<FindingSubject>;
  readonly options?: ExpectOptions;
  readonly rules?: Partial<Rules>;
}

/** What the judge says of one declaration beside one live document. */
export function evaluated({ name, declared, options = {}, ...given }: Case): Evaluation {
  return evaluatedTogether({ name, ...given }, [{ declared, options }]);
}

/** What the judge says of several declarations beside one live document. */
export function evaluatedTogether(
  { name, live, document, subject, source, rules }: Omit<Case, "declared" | "options">,
  declarations: readonly (Partial<Pick<Case, "declared" | "options">> & {
    /** In place of `declared`. */
    readonly node?: ObjectNode | undefined;
  })[],
): Evaluation {
  return evaluate({
    schema: endpoints[name],
    subject: { document: name, ...subject },
    loaded: {
      ok: true,
      document: document ?? decoded(name, live),
      unknownKeys: [],
      fetchedAt: "2026-11-24T08:00:00Z",
      attempts: 1,
      source: source ?? { kind: "live", host: "api.fullstory.com" },
    },
    expectations: declarations.map(({ declared, options = {}, node = normalized(name, declared) }) => ({
      node,
      problems: [],
      options,
      constructPath: "web/gate",
    })),
    rules: { onTightened: "error", warningsAsErrors: false, ...rules },
  });
}

export interface HistoryCase {
  readonly name: EndpointName;
  readonly versions: readonly unknown[];
  readonly declared?: unknown;
  /** In place of `declared`. */
  readonly node?: ObjectNode;
  readonly over: Over;
  readonly complete?: boolean;
}

/** The same for a statement about the versions of a history. */
export function evaluatedHistory({
  name,
  versions,
  declared,
  node: given,
  over,
  complete = true,
}: HistoryCase): Evaluation {
  const node = declared === undefined ? given : normalized(name, declared);
  const about = node === undefined ? {} : { node };
  const expectation: Expectation = { ...about, problems: [], options: {}, constructPath: "web/gate", over };
  const { document: version } = endpoints[name];
  return evaluate({
    schema: { document: { kind: "object", doc: "The versions.", fields: {} }, version },
    subject: { document: `${name}-history` },
    loaded: {
      ok: true,
      document: { versions: versions.map((each) => decoded(name, each)) },
      unknownKeys: [],
      complete,
      fetchedAt: "2026-11-24T08:00:00Z",
      attempts: 1,
      source: { kind: "live", host: "api.fullstory.com" },
    },
    expectations: [expectation],
    rules: { onTightened: "error", warningsAsErrors: false },
  });
}

export function waiver(path: string, observed: string, more: Partial<Waiver> = {}): Waiver {
  return { path, observed, reason: "the old page goes away", expires: "2026-12-20", ...more };
}

/** Digests of the findings, as messages print them. */
export function digestsOf({ fields }: Evaluation): readonly string[] {
  return fields.flatMap(({ comparison }) => comparison.findings.map(({ observed }) => observed));
}

/** Paths of what is neither waived nor tolerated. */
export function remainingIn({ fields }: Evaluation): readonly string[] {
  return fields.flatMap(({ remaining }) => remaining.map(({ path }) => path));
}
