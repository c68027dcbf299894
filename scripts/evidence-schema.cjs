// Writes docs/evidence.schema.json, JSON Schema of draft 2020-12, from the schema that evidence is read with. Needs
// `npm run build` first.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

/** The schema of evidence files for other programs. */
function evidenceJsonSchema(evidenceSchema, version) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `https://unpkg.com/cdktf-fullstory/docs/evidence.schema.json?version=${version}`,
    title: "Evidence of cdktf-fullstory",
    description: "What one synthesis found for one stack: fullstory.evidence.json beside its cdk.tf.json.",
    ...schemaOf(evidenceSchema),
  };
}

/** Knows the kinds of schema that evidence is made of; any other is a defect that the first call shows. */
function schemaOf(schema) {
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
      return { const: schema.literal };
    case "picklist":
      return { enum: schema.options };
    case "union":
      return { anyOf: schema.options.map(schemaOf) };
    case "array":
      return { type: "array", items: schemaOf(schema.item) };
    case "optional":
      return schemaOf(schema.wrapped);
    case "strict_object": {
      const entries = Object.entries(schema.entries);
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

function actionsOf({ pipe = [] }) {
  const rules = pipe.map(({ type, requirement }) => {
    if (type === "regex") return { pattern: requirement.source };
    if (type === "integer") return { type: "integer" };
    return type === "min_value" ? { minimum: requirement } : {};
  });
  return Object.assign({}, ...rules);
}

module.exports = { evidenceJsonSchema };

if (require.main === module) {
  const root = join(__dirname, "..");
  const { evidenceSchema } = require(join(root, "dist/lib/evidence/schema.js"));
  const { EVIDENCE_VERSION } = require(join(root, "dist/lib/evidence/evidence.js"));
  const text = JSON.stringify(evidenceJsonSchema(evidenceSchema, EVIDENCE_VERSION), null, 2);
  writeFileSync(join(root, "docs/evidence.schema.json"), `${text}\n`);
}
