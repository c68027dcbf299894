import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { writeDeclaration } from "../../lib/settings/declare/json-form.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import type { EndpointName } from "../../lib/settings/model/endpoint.js";
import type { Answers } from "./answers.js";
import { hclOf } from "./hcl.js";
import type { Bench } from "./support.js";

/** A document, and what is declared of it. */
export interface Row {
  readonly endpoint: EndpointName;
  readonly live: unknown;
  readonly declared: ObjectNode;
}

export interface FoundInHcl {
  readonly path: string;
  readonly result: string;
  readonly kind: string;
  readonly direction: string | null;
  readonly note?: string | null;
}

/** What the gate and `drift()` say of one row. */
export interface RowVerdict {
  readonly passed: boolean;
  readonly findings: readonly FoundInHcl[];
  readonly drift: readonly FoundInHcl[];
}

/** All rows in one plan: each a provider of its own, a gate that reports, a data source, and `drift()` of the two. */
export async function verdictsInHcl(
  bench: Bench,
  answers: Answers,
  rows: readonly Row[],
): Promise<readonly RowVerdict[]> {
  const hcl = rows.map(({ endpoint, live, declared }, index) => {
    const { document, platforms } = endpoints[endpoint];
    const json = writeDeclaration(document, declared);
    const object = hclOf(json);
    // Every second declaration is handed over as JSON text.
    const given = index % 2 === 0 ? object : `jsonencode(${object})`;
    return `
provider "fullstory" {
  alias              = "r${index}"
  api_key            = "${answers.keyFor(live)}"
  base_url           = "${answers.url}"
  expose_identifiers = true
}
data "fullstory_gate" "r${index}" {
  provider = fullstory.r${index}
  on_drift = "report"
  ${endpoint} = ${platforms ? `{ web = ${given} }` : given}
}
data "fullstory_recording_${endpoint}" "r${index}" { provider = fullstory.r${index} }
output "r${index}" {
  sensitive = true
  value = {
    passed   = data.fullstory_gate.r${index}.passed
    findings = data.fullstory_gate.r${index}.findings
    drift    = provider::fullstory::drift(data.fullstory_recording_${endpoint}.r${index}, ${given})
  }
}`;
  });
  const { dir, terraform } = bench.folder(hcl.join("\n"));
  const out = `${dir}/plan.out`;
  const plan = await terraform.plan({ out });
  if (plan.exitCode === 1) throw new Error(plan.text.slice(0, 20_000));
  const { planned_values } = (await terraform.show(out)).json as PlanJson;
  return rows.map((_, index) => planned_values.outputs[`r${index}`]?.value ?? NOTHING);
}

interface PlanJson {
  readonly planned_values: { readonly outputs: Readonly<Record<string, { readonly value: RowVerdict }>> };
}

const NOTHING: RowVerdict = { passed: false, findings: [], drift: [] };
