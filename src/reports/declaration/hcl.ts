import { hclKey, hclString, hclValue } from "../../../lib/messages/index.js";
import {
  type DeclaredNode,
  type EndpointName,
  endpoints,
  type Field,
  type Json,
  normalizeDeclaration,
  snakeCase,
  writeDeclaration,
} from "../../../lib/settings/index.js";
import { jsonString, slotsIn } from "../../../lib/snapshot/index.js";
import type { DeclarationInput } from "./declaration.js";
import { type DeclaredField, type DeclaredPart, declaredValue, partOf } from "./declared-part.js";
import { indented } from "./typescript-literal.js";

/** Live settings as a gate of the Terraform provider. Everything from outside stands in HCL strings in ASCII. */
export function hclDeclarationText(input: DeclarationInput): string {
  const parts = slotsIn(input.documents).map(({ slot, document }) => ({
    slot,
    part: partOf(slot.endpoint, document, input),
  }));
  const body = [...new Set(parts.map(({ slot }) => slot.endpoint))].flatMap((name) => {
    const own = parts.filter(({ slot }) => slot.endpoint === name);
    const lines = own.flatMap(({ slot, part }) => partLines(name, slot.platform ?? name, part));
    const isOne = own.every(({ slot }) => slot.platform === undefined);
    const isEmpty = own.every(({ part }) => declaredValue(part) === undefined);
    return isOne || isEmpty ? lines : [`${name} = {`, ...indented(lines), "}"];
  });
  return [...head(input), ...indented(body), "}", ""].join("\n");
}

function partLines(endpoint: EndpointName, name: string, part: DeclaredPart): readonly string[] {
  const notes = part.comments.map((comment) => `# ${comment}`);
  const declared = declaredValue(part);
  const { document } = endpoints[endpoint];
  const { node } = declared === undefined ? {} : normalizeDeclaration(document, declared);
  const lines = part.fields.flatMap((field) =>
    fieldLines(field, document.fields[field.key], node?.entries.get(field.key)),
  );
  if (node === undefined) return [...notes, ...lines, `# ${name}: nothing else to declare.`];
  return [...notes, `${name} = {`, ...indented(lines), "}"];
}

function fieldLines(
  field: DeclaredField,
  spec: Field | undefined,
  node: DeclaredNode | undefined,
): readonly string[] {
  const name = hclKey(snakeCase(field.key));
  if ("leftOut" in field)
    return [
      `# ${name}: ${field.leftOut} left out, as they are personal data; --include-identifiers writes them.`,
    ];
  if (spec === undefined || node === undefined) return [];
  if ("value" in field || spec.kind !== "list" || node.kind !== "list" || node.items.length === 0)
    return assignment(name, writeDeclaration(spec, node));
  const items = node.items.flatMap((item, index) => {
    const { comment } = field.items[index] ?? {};
    const text = `${hclValue(writeDeclaration(spec.item, item))},`;
    return [...(comment === undefined ? [] : [`# ${comment}`]), ...text.split("\n")];
  });
  return [`${name} = [`, ...indented(items), "]"];
}

function assignment(name: string, value: Json): readonly string[] {
  return `${name} = ${hclValue(value)}`.split("\n");
}

function head({ org, host, day, skipped }: DeclarationInput): readonly string[] {
  return [
    `# Written by \`cdktf-fullstory declare --hcl\` from ${org === undefined ? "an org that is not known" : jsonString(org)} at ${jsonString(host)} on ${day} (UTC).`,
    "# It declares what is live, not what should be: read it, and keep what you mean.",
    "#",
    '# To ramp up: begin with `severity = "warning"` in the gate, which plans with a warning instead of failing;',
    "# when plans are quiet take it away, so that what is looser than declared fails; at last take",
    '# `on_tightened = "warning"` away too, so that every difference fails.',
    ...(skipped.length === 0 ? [] : [`# Not in the org's plan, so not declared: ${skipped.join(", ")}.`]),
    "terraform {",
    "  required_providers {",
    '    fullstory = { source = "cdktf-fullstory/fullstory" }',
    "  }",
    "}",
    "",
    'provider "fullstory" {',
    org === undefined
      ? "  # GET /me did not say which org it is, so nothing pins it: `expect_org` would."
      : `  expect_org = ${hclString(org)}`,
    "}",
    "",
    'data "fullstory_gate" "recording_settings" {',
    '  on_tightened = "warning"',
  ];
}
