import { quoteHcl, quoteHclKey, toHcl } from "../../../lib/messages/index.js";
import {
  type DeclaredNode,
  type EndpointName,
  endpoints,
  type Field,
  type Json,
  normalizeDeclaration,
  toSnake,
  writeDeclaration,
} from "../../../lib/settings/index.js";
import {
  type DeclarationInput,
  type DeclaredField,
  type DeclaredPart,
  groupParts,
  tellLeftOut,
  toDeclaredValue,
  writeHeadNotes,
} from "./declared-part.js";
import { indent } from "./typescript-literal.js";

/** Live settings as a gate of the Terraform provider. Everything from outside stands in HCL strings in ASCII. */
export function renderHclDeclaration(input: DeclarationInput): string {
  const body = groupParts(input.documents, input).flatMap(({ endpoint, parts, isNested }) => {
    const lines = parts.flatMap(({ name, part }) => renderPart(endpoint, name, part));
    return isNested ? [`${endpoint} = {`, ...indent(lines), "}"] : lines;
  });
  return [...renderHead(input), ...indent(body), "}", ""].join("\n");
}

function renderPart(endpoint: EndpointName, name: string, part: DeclaredPart): readonly string[] {
  const notes = part.comments.map((comment) => `# ${comment}`);
  const declared = toDeclaredValue(part);
  const { document } = endpoints[endpoint];
  const { node } = declared === undefined ? {} : normalizeDeclaration(document, declared);
  const lines = part.fields.flatMap((field) =>
    renderField(field, document.fields[field.key], node?.entries.get(field.key)),
  );
  if (node === undefined) return [...notes, ...lines, `# ${name}: nothing else to declare.`];
  return [...notes, `${name} = {`, ...indent(lines), "}"];
}

function renderField(
  field: DeclaredField,
  spec: Field | undefined,
  node: DeclaredNode | undefined,
): readonly string[] {
  const name = quoteHclKey(toSnake(field.key));
  if ("leftOut" in field) return [`# ${tellLeftOut(name, field.leftOut)}`];
  if (spec === undefined || node === undefined) return [];
  if ("value" in field || spec.kind !== "list" || node.kind !== "list" || node.items.length === 0)
    return renderAssignment(name, writeDeclaration(spec, node));
  const items = node.items.flatMap((item, index) => {
    const { comment } = field.items[index] ?? {};
    const text = `${toHcl(writeDeclaration(spec.item, item))},`;
    return [...(comment === undefined ? [] : [`# ${comment}`]), ...text.split("\n")];
  });
  return [`${name} = [`, ...indent(items), "]"];
}

function renderAssignment(name: string, value: Json): readonly string[] {
  return `${name} = ${toHcl(value)}`.split("\n");
}

const NOTES = {
  command: "declare --hcl",
  begin: '`severity = "warning"` in the gate',
  last: '`on_tightened = "warning"`',
};

function renderHead(input: DeclarationInput): readonly string[] {
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
      : `  expect_org = ${quoteHcl(org)}`,
    "}",
    "",
    'data "fullstory_gate" "recording_settings" {',
    '  on_tightened = "warning"',
  ];
}
