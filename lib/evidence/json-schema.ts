import type * as v from "valibot";
import { EVIDENCE_VERSION } from "./evidence.js";
import { evidenceSchema } from "./schema.js";

type JsonSchema = { readonly [key: string]: unknown };

/** The schema of evidence files for other programs: JSON Schema, draft 2020-12. */
export function evidenceJsonSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://unpkg.com/cdktf-fullstory/docs/evidence.schema.json?version=${EVIDENCE_VERSION}`,
    title: "Evidence of cdktf-fullstory",
    description: "What one synthesis found for one stack: fullstory.evidence.json beside its cdk.tf.json.",
    ...schemaOf(evidenceSchema),
  };
}

type AnySchema = v.GenericSchema & { readonly [key: string]: unknown };

/** Knows the kinds of schema that evidence is made of; any other is a defect that the first call shows. */
function schemaOf(given: v.GenericSchema): JsonSchema {
  const schema = given as AnySchema;
  switch (schema.type) {
    case "string":
      return { type: "string", ...actionsOf(schema) };
    case "number":
      return { type: "number", ...actionsOf(schema) };
    case "unknown":
      return {};
    case "boolean":
      return { type: "boolean" };
    case "literal":
      return { const: schema["literal"] };
    case "picklist":
      return { enum: schema["options"] };
    case "union":
      return { anyOf: (schema["options"] as readonly v.GenericSchema[]).map(schemaOf) };
    case "array":
      return { type: "array", items: schemaOf(schema["item"] as v.GenericSchema) };
    case "optional":
      return schemaOf(schema["wrapped"] as v.GenericSchema);
    case "strict_object": {
      const entries = Object.entries(schema["entries"] as Record<string, v.GenericSchema>);
      return {
        type: "object",
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, schemaOf(entry)])),
        required: entries.filter(([, entry]) => entry.type !== "optional").map(([key]) => key),
        additionalProperties: false,
      };
    }
    default:
      throw new TypeError(`no JSON Schema for ${schema.type}`);
  }
}

function actionsOf(schema: AnySchema): JsonSchema {
  const pipe = (schema["pipe"] ?? []) as readonly { readonly type: string; readonly requirement?: unknown }[];
  return Object.assign(
    {},
    ...pipe.map(({ type, requirement }) => {
      if (type === "regex" && requirement instanceof RegExp) return { pattern: requirement.source };
      if (type === "integer") return { type: "integer" };
      return type === "min_value" ? { minimum: requirement } : {};
    }),
  ) as JsonSchema;
}
