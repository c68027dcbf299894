import { Matcher } from "../../../lib/settings/index.js";
import { quoteJson } from "../../../lib/snapshot/index.js";
import {
  type DeclarationInput,
  type DeclaredField,
  type DeclaredPart,
  groupParts,
  tellLeftOut,
  toDeclaredValue,
  writeHeadNotes,
} from "./declared-part.js";
import { indent, quoteKey, toLiteral } from "./typescript-literal.js";

/**
 * Live settings as a TypeScript module. Everything from outside stands in JSON literals in ASCII; comments hold such
 * literals too.
 */
export function renderDeclaration(input: DeclarationInput): string {
  const all = groupParts(input.documents, input);
  const body = all.flatMap(({ endpoint, parts, isNested }) => {
    const lines = parts.flatMap(({ name, part }) => renderEntry(name, part));
    return isNested ? [`${endpoint}: {`, ...indent(lines), "},"] : lines;
  });
  const withMatch = all.some(({ parts }) => parts.some(({ part }) => part.fields.some(usesMatch)));
  return [...renderHead(input, withMatch), ...indent(body, 2), ...TAIL, ""].join("\n");
}

function renderEntry(name: string, part: DeclaredPart): readonly string[] {
  const notes = part.comments.map((comment) => `// ${comment}`);
  const lines = part.fields.flatMap(renderField);
  if (toDeclaredValue(part) === undefined)
    return [...notes, ...lines, `// ${name}: nothing else to declare.`];
  return [...notes, `${name}: {`, ...indent(lines), "},"];
}

function renderField(field: DeclaredField): readonly string[] {
  const { key } = field;
  if ("leftOut" in field) return [`// ${tellLeftOut(key, field.leftOut)}`];
  if ("value" in field) return [`${quoteKey(key)}: ${toLiteral(field.value)},`];
  if (field.items.length === 0) return [`${quoteKey(key)}: [],`];
  const items = field.items.flatMap(({ value, comment }) => [
    ...(comment === undefined ? [] : [`// ${comment}`]),
    `${toLiteral(value)},`,
  ]);
  return [`${quoteKey(key)}: [`, ...indent(items), "],"];
}

/** Whether a matcher is used anywhere in a field. */
function usesMatch(field: DeclaredField): boolean {
  if ("items" in field) return field.items.some(({ value }) => holdsMatcher(value));
  return "value" in field && holdsMatcher(field.value);
}

function holdsMatcher(value: unknown): boolean {
  if (value instanceof Matcher) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsMatcher);
}

const NOTES = {
  command: "declare",
  begin: '`severity: "warning"` beside `org`',
  last: '`onTightened: "warning"`',
};

function renderHead(input: DeclarationInput, withMatch: boolean): readonly string[] {
  const { org } = input;
  const names = ["FullstoryGate", "FullstoryOrg", ...(withMatch ? ["Match"] : [])].join(", ");
  return [
    ...writeHeadNotes(input, NOTES).map((line) => `// ${line}`.trimEnd()),
    `import { ${names} } from "cdktf-fullstory";`,
    `import type { Construct } from ${quoteJson("constructs")};`,
    "",
    "export function declareRecordingSettings(scope: Construct): FullstoryGate {",
    ...(org === undefined
      ? [
          "  // GET /me did not say which org it is, so nothing pins it: `expectOrg` would.",
          `  const org = new FullstoryOrg(scope, "fullstory");`,
        ]
      : [`  const org = new FullstoryOrg(scope, "fullstory", { expectOrg: ${quoteJson(org)} });`]),
    '  return new FullstoryGate(scope, "recording-settings", {',
    "    org,",
    '    onTightened: "warning",',
  ];
}

const TAIL = ["  });", "}"];
