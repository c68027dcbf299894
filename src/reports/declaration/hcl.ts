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
import {
  type DeclarationInput,
  type DeclaredField,
  type DeclaredPart,
  declaredValue,
  groupParts,
  tellLeftOut,
  writeHeadNotes,
} from "./declared-part.js";
import { indented } from "./typescript-literal.js";

/** Live settings as a gate of the Terraform provider. Everything from outside stands in HCL strings in ASCII. */
export function hclDeclarationText(input: DeclarationInput): string {
  const body = groupParts(input.documents, input).flatMap(({ endpoint, parts, isNested }) => {
    const lines = parts.flatMap(({ name, part }) => partLines(endpoint, name, part));
    return isNested ? [`${endpoint} = {`, ...indented(lines), "}"] : lines;
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
  if ("leftOut" in field) return [`# ${tellLeftOut(name, field.leftOut)}`];
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

const NOTES = {
  command: "declare --hcl",
  begin: '`severity = "warning"` in the gate',
  last: '`on_tightened = "warning"`',
};

function head(input: DeclarationInput): readonly string[] {
  const { org } = input;
  return [
    ...writeHeadNotes(input, NOTES).map((line) => `# ${line}`.trimEnd()),
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
