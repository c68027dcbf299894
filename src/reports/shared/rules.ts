import { describeRemedy, sanitize } from "../../../lib/messages/index.js";
import { type EndpointName, endpointNames, endpoints } from "../../../lib/settings/index.js";
import { quoteCode } from "./markdown.js";

/** A kind of finding, by an id that stays. */
export interface Rule {
  readonly id: string;
  /** One sentence. */
  readonly text: string;
  /** What it is about and what to do, as plain text. */
  readonly help: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

/** The rule of a setting: `privacy/elementBlocks`. */
export function buildSettingRule(endpoint: string, field: string): Rule {
  const known = Object.entries(endpoints).find(([name]) => name === endpoint)?.[1];
  const meaning = known?.document.fields[field]?.doc;
  const remedy = describeRemedy(known?.where ?? "Settings > Data Capture and Privacy");
  const text = `The ${endpoint} setting ${field} must be as declared.`;
  return buildRule(toRuleId(endpoint, field), text, [
    ...(meaning === undefined ? [] : [meaning]),
    `${remedy}, or edit the declaration in a reviewed pull request.`,
  ]);
}

export function toRuleId(endpoint: string, field: string): string {
  return sanitize(`${endpoint.replaceAll(" ", "-")}/${field}`);
}

function buildRule(id: string, text: string, help: readonly string[]): Rule {
  // The field of evidence that somebody handed over may hold anything.
  const heading = /^[\w .]+$/.test(text) ? text : quoteCode(text);
  return { id, text, help: [text, ...help].join("\n"), markdown: [`**${heading}**`, ...help].join("\n\n") };
}

/** The rules of gate and report that are about no one setting. */
export const GATE_RULES: readonly Rule[] = [
  buildRule("gate/waiver-expired", "A difference is let through until its waiver expires.", [
    "The waiver has expired, and the setting still differs.",
    "Put the setting back, declare what is live, or renew the waiver in a reviewed pull request.",
  ]),
  buildRule("gate/weakened", "A declaration must not check less than before.", [
    "Compared with the baseline something is checked no more, or less strictly.",
    "Let somebody review it who may decide it, or take the change back.",
  ]),
];

/** The rule of a gate in HCL, whose plan names no single setting. */
export const DRIFT_RULE = buildRule("gate/drift", "A gate in HCL must match the settings.", [
  "What it declares differs from what is live.",
  "Put the setting back, or edit the declaration in a reviewed pull request.",
]);

/** The rules of `diff` and `snapshot verify` that are about no one setting. */
export const COMPARISON_RULES: readonly Rule[] = [
  buildRule("comparison/one-side-only", "Both sides must have a document.", [
    "Only one side has the document, so nothing of it was compared.",
    "Run `cdktf-fullstory snapshot update` with the same documents.",
  ]),
];

/** The rules of one document: a rule for each of its settings. */
export function listDocumentRules(endpoint: EndpointName): readonly Rule[] {
  return listSettings(endpoint).map((name) => buildSettingRule(endpoint, name));
}

/** The settings of a document; what Fullstory only keeps of itself is none. */
export function listSettings(endpoint: EndpointName): readonly string[] {
  const fields = Object.entries(endpoints[endpoint].document.fields);
  return fields.filter(([, field]) => field.bookkeeping !== true).map(([name]) => name);
}

/** Every rule there can be but those of histories and session events. */
export function listRules(): readonly Rule[] {
  return sortRules([...endpointNames.flatMap(listDocumentRules), ...GATE_RULES, ...COMPARISON_RULES]);
}

export function sortRules(rules: readonly Rule[]): readonly Rule[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
