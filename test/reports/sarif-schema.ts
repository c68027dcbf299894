const text = { type: "string", minLength: 1 };
const message = { type: "object", required: ["text"], properties: { text }, additionalProperties: false };

/** As much of SARIF 2.1.0 as we write, closed, with what GitHub requires beyond it. */
export const sarifSchema = {
  type: "object",
  required: ["$schema", "version", "runs"],
  additionalProperties: false,
  properties: {
    $schema: { const: "https://json.schemastore.org/sarif-2.1.0.json" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["tool", "results"],
        additionalProperties: false,
        properties: {
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name", "rules"],
                properties: {
                  name: text,
                  rules: {
                    type: "array",
                    items: {
                      type: "object",
                      required: ["id", "shortDescription"],
                      properties: { id: text, shortDescription: message },
                    },
                  },
                },
              },
            },
          },
          columnKind: { const: "utf16CodeUnits" },
          invocations: {
            type: "array",
            items: {
              type: "object",
              required: ["executionSuccessful"],
              properties: {
                executionSuccessful: { type: "boolean" },
                exitCode: { type: "integer" },
                toolExecutionNotifications: {
                  type: "array",
                  items: {
                    type: "object",
                    required: ["message"],
                    properties: { message, level: { enum: ["error", "warning"] } },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            items: {
              type: "object",
              required: ["ruleId", "level", "message", "locations", "partialFingerprints"],
              additionalProperties: false,
              properties: {
                ruleId: text,
                level: { enum: ["error", "warning", "note", "none"] },
                message,
                partialFingerprints: { type: "object", additionalProperties: text },
                suppressions: {
                  type: "array",
                  items: {
                    type: "object",
                    required: ["kind"],
                    additionalProperties: false,
                    properties: {
                      kind: { enum: ["inSource", "external"] },
                      status: { enum: ["accepted"] },
                      justification: text,
                    },
                  },
                },
                locations: {
                  type: "array",
                  minItems: 1,
                  items: {
                    type: "object",
                    required: ["physicalLocation"],
                    properties: {
                      physicalLocation: {
                        type: "object",
                        required: ["artifactLocation", "region"],
                        properties: {
                          artifactLocation: {
                            type: "object",
                            required: ["uri"],
                            // A reference without a scheme, or a file: never something that a viewer would run.
                            properties: {
                              uri: { type: "string", pattern: "^(file:///)?[A-Za-z0-9\\-_.!~*'()%/]*$" },
                            },
                          },
                          region: {
                            type: "object",
                            properties: { startLine: { type: "integer", minimum: 1 } },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
