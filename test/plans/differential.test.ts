import { compareDocument } from "../../lib/settings/compare/compare.js";
import { normalizeDeclaration } from "../../lib/settings/declare/declaration.js";
import { decodeDocument } from "../../lib/settings/decode/decode-document.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import * as fc from "../fast-check.js";
import { answers } from "../settings/generated.js";
import { mutations } from "../settings/mutations.js";
import { addressOf, dataSource, statusOf, TestApp } from "./support.js";

const DOCUMENTS = 80;
const SEED = 20261122;

interface Case {
  readonly endpoint: EndpointName;
  readonly live: Record<string, unknown>;
  readonly declared: Record<string, unknown>;
  /** What the pure comparer says, without CDKTF and Terraform. */
  readonly matches: boolean;
}

/** The comparer's verdict; nothing where the declaration or the document is refused. */
function verdictOf(
  endpoint: EndpointName,
  live: Record<string, unknown>,
  declared: Record<string, unknown>,
): Case | undefined {
  const decoded = decodeDocument(endpoint, live);
  const { node } = normalizeDeclaration(endpoints[endpoint].document, declared);
  if (!decoded.ok || node === undefined) return undefined;
  const { fields, problems } = compareDocument(endpoints[endpoint], decoded.value, node);
  if (problems.length > 0) return undefined;
  return { endpoint, live, declared, matches: fields.every((field) => field.result === "matches") };
}

/** Each generated document against itself, and against one change of it. */
function generatedCases(): readonly Case[] {
  return fc
    .sample(answers, { numRuns: DOCUMENTS, seed: SEED })
    .flatMap(([endpoint, live], index) => {
      const changed = [...mutations(live)];
      const change = changed[(index * 7919) % Math.max(1, changed.length)]?.body ?? live;
      return [verdictOf(endpoint, live, live), verdictOf(endpoint, change as Record<string, unknown>, live)];
    })
    .filter((each) => each !== undefined);
}

test("For generated documents and declarations the plan's verdict equals the pure comparer's.", async () => {
  const cases = generatedCases();
  const expected = cases.map(({ matches }) => (matches ? "pass" : "fail"));
  const found: string[] = [];
  for (let start = 0; start < cases.length; start += 40) {
    const app = new TestApp();
    const addresses = cases
      .slice(start, start + 40)
      .map(({ endpoint, live, declared }, index) =>
        addressOf(
          dataSource(app.stack, `case${index}`, endpoint, app.org({ [endpoint]: live })).expect(declared),
        ),
      );
    const status = statusOf(await app.synth().checks());
    found.push(...addresses.map((address) => status.get(address) ?? "no check"));
  }
  expect(found).toEqual(expected);
  const passed = expected.filter((verdict) => verdict === "pass").length;
  expect(passed).toBeGreaterThan(20);
  expect(expected.length - passed).toBeGreaterThan(20);
  console.info(`${cases.length} generated cases: ${passed} pass, ${expected.length - passed} fail, in both`);
}, 120_000);
