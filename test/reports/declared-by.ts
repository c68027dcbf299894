import { transformSync } from "@swc/core";
import { compareDocument } from "../../lib/settings/compare/compare";
import { normalizeDeclaration } from "../../lib/settings/declare/declaration";
import { Match } from "../../lib/settings/declare/match";
import { endpoints } from "../../lib/settings/endpoints/endpoints";
import type { EndpointName, Platform } from "../../lib/settings/model/endpoint";
import { slots } from "../../lib/snapshot/slots";
import { document } from "../snapshot/documents";

export type LiveBody = (name: EndpointName, platform: Platform | undefined) => Promise<unknown>;

export interface DeclaredBy {
  readonly org: unknown;
  readonly gate: Readonly<Record<string, unknown>>;
  /** Every problem and finding of the declaration beside what is live. */
  readonly differences: readonly string[];
}

/** Runs generated TypeScript with stand-ins for the constructs, and gates live settings with what it declares. */
export async function declaredBy(source: string, live: LiveBody): Promise<DeclaredBy> {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const seen: { org?: unknown; gate?: Record<string, unknown> } = {};
  class FullstoryOrg {
    constructor(_scope: unknown, _id: string, props: unknown) {
      seen.org = props;
    }
  }
  class FullstoryGate {
    constructor(_scope: unknown, _id: string, props: Record<string, unknown>) {
      seen.gate = props;
    }
  }
  const exported: { declareRecordingSettings?: (scope: unknown) => unknown } = {};
  new Function("require", "exports", code)(() => ({ FullstoryGate, FullstoryOrg, Match }), exported);
  exported.declareRecordingSettings?.({});
  const gate = seen.gate ?? {};
  const differences: string[] = [];
  for (const { name, endpoint, platform } of slots) {
    const part = gate[endpoint];
    const declared =
      platform === undefined ? part : (part as Record<string, unknown> | undefined)?.[platform];
    if (declared === undefined) continue;
    const { node, problems } = normalizeDeclaration(endpoints[endpoint].document, declared);
    differences.push(...problems.map(({ path, message }) => `${name} ${path}: ${message}`));
    if (node === undefined) continue;
    const body = (await live(endpoint, platform)) as object;
    const compared = compareDocument(endpoints[endpoint], document(endpoint, body), node);
    differences.push(...compared.problems.map(({ path, message }) => `${name} ${path}: ${message}`));
    for (const { field, result, findings } of compared.fields) {
      if (result !== "matches") differences.push(`${name} ${field}: ${result} ${JSON.stringify(findings)}`);
    }
  }
  return { org: seen.org, gate, differences };
}
