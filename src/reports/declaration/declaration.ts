import type { OrgDocuments } from "../../../lib/snapshot/index.js";
import { jsonString, slotsIn } from "../../../lib/snapshot/index.js";
import { type DeclaredPart, declaredValue, partOf } from "./declared-part.js";
import { typescriptLines, usesMatch } from "./typescript.js";
import { indented } from "./typescript-literal.js";

export interface DeclarationInput {
  /** Absent where `GET /me` did not say. */
  readonly org?: string;
  readonly host: string;
  /** The UTC day on which the settings were read. */
  readonly day: string;
  readonly documents: OrgDocuments;
  readonly skipped: readonly string[];
  readonly includeIdentifiers: boolean;
  readonly includePeople: boolean;
  readonly includeNotes: boolean;
}

/**
 * Live settings as a TypeScript module. Everything from outside stands in JSON literals in ASCII; comments hold such
 * literals too.
 */
export function declarationText(input: DeclarationInput): string {
  const parts = slotsIn(input.documents).map(({ slot, document }) => ({
    slot,
    part: partOf(slot.endpoint, document, input),
  }));
  const body: string[] = [];
  const endpoints = new Set(parts.map(({ slot }) => slot.endpoint));
  for (const name of endpoints) {
    const own = parts.filter(({ slot }) => slot.endpoint === name);
    const [first] = own;
    if (first === undefined) continue;
    if (first.slot.platform === undefined) body.push(...entryLines(name, first.part));
    else {
      const inner = own.flatMap(({ slot, part }) => entryLines(slot.platform ?? "web", part));
      // A comment alone declares nothing, and an empty declaration is refused.
      const isEmpty = own.every(({ part }) => declaredValue(part) === undefined);
      body.push(...(isEmpty ? inner : [`${name}: {`, ...indented(inner), "},"]));
    }
  }
  const withMatch = parts.some(({ part }) => usesMatch(part));
  return [...head(input, withMatch), ...indented(body, 2), ...TAIL, ""].join("\n");
}

function entryLines(name: string, part: DeclaredPart): readonly string[] {
  const notes = part.comments.map((comment) => `// ${comment}`);
  const lines = typescriptLines(part);
  if (declaredValue(part) === undefined) return [...notes, ...lines, `// ${name}: nothing else to declare.`];
  return [...notes, `${name}: {`, ...indented(lines), "},"];
}

function head({ org, host, day, skipped }: DeclarationInput, withMatch: boolean): readonly string[] {
  const names = ["FullstoryGate", "FullstoryOrg", ...(withMatch ? ["Match"] : [])].join(", ");
  return [
    `// Written by \`cdktf-fullstory declare\` from ${org === undefined ? "an org that is not known" : jsonString(org)} at ${jsonString(host)} on ${day} (UTC).`,
    "// It declares what is live, not what should be: read it, and keep what you mean.",
    "//",
    '// To ramp up: begin with `severity: "warning"` beside `org`, which plans with a warning instead of failing;',
    "// when plans are quiet take it away, so that what is looser than declared fails; at last take",
    '// `onTightened: "warning"` away too, so that every difference fails.',
    ...(skipped.length === 0 ? [] : [`// Not in the org's plan, so not declared: ${skipped.join(", ")}.`]),
    `import { ${names} } from "cdktf-fullstory";`,
    `import type { Construct } from ${jsonString("constructs")};`,
    "",
    "export function declareRecordingSettings(scope: Construct): FullstoryGate {",
    ...(org === undefined
      ? [
          "  // GET /me did not say which org it is, so nothing pins it: `expectOrg` would.",
          `  const org = new FullstoryOrg(scope, "fullstory");`,
        ]
      : [`  const org = new FullstoryOrg(scope, "fullstory", { expectOrg: ${jsonString(org)} });`]),
    '  return new FullstoryGate(scope, "recording-settings", {',
    "    org,",
    '    onTightened: "warning",',
  ];
}

const TAIL = ["  });", "}"];
