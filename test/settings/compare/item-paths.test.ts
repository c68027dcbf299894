import { createHash } from "node:crypto";
import { Match } from "../../../lib/settings/declare/match.js";
import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import { compared } from "../support.js";

const digest = (canonical: string) => createHash("sha256").update(canonical).digest("hex").slice(0, 8);
const a = (length: number) => "a".repeat(length);
const rule = { selector: ".a", scope: "ALL_SESSIONS", consent: false, editable: "EDITABLE_ANY" };
const mask = { ...rule, type: "BLOCK_MASK" };
const exclude = { ...rule, type: "BLOCK_EXCLUDE" };
const watch = { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" };

/** Title, endpoint, live, declaration, paths of all findings. */
const cases: [string, EndpointName, object, object, string[]][] = [
  ["a text, by itself", "blocking", { blockedUas: ["a"] }, { blockedUas: [] }, ['blockedUas["a"]']],
  [
    "a text as long as is shown",
    "blocking",
    { blockedUas: [a(120)] },
    { blockedUas: [] },
    [`blockedUas["${a(120)}"]`],
  ],
  [
    "a longer text, by its beginning and digest",
    "blocking",
    { blockedUas: [a(121)] },
    { blockedUas: [] },
    [`blockedUas["${a(100)}...#${digest(`"${a(121)}"`)}"]`],
  ],
  [
    "an identifier, by its mask and digest",
    "blocking",
    { blockedAppIds: ["customer-0011"] },
    { blockedAppIds: [] },
    [`blockedAppIds["cust...11#${digest('"customer-0011"')}"]`],
  ],
  [
    "a rule, by its selector",
    "privacy",
    { elementBlocks: [mask] },
    { elementBlocks: [] },
    ['elementBlocks[".a"]'],
  ],
  [
    "two rules of one selector, by its number behind the first",
    "privacy",
    { elementBlocks: [mask, exclude] },
    { elementBlocks: [] },
    ['elementBlocks[".a"]', 'elementBlocks[".a"]#2'],
  ],
  [
    "three rules of one selector",
    "privacy",
    { elementBlocks: [mask, exclude, { ...mask, consent: true }] },
    { elementBlocks: [] },
    ['elementBlocks[".a"]', 'elementBlocks[".a"]#2', 'elementBlocks[".a"]#3'],
  ],
  [
    "a rule without a selector, by position",
    "privacy",
    { elementBlocks: [{ type: "BLOCK_MASK" }] },
    { elementBlocks: [] },
    ["elementBlocks[0]"],
  ],
  [
    "a watch, by its pattern",
    "privacy",
    { ajaxWatches: [watch] },
    { ajaxWatches: [] },
    ['ajaxWatches["/a"]'],
  ],
  [
    "a text where order has meaning, by position",
    "privacy",
    { elementRuleGroups: { a: ["x"] } },
    { elementRuleGroups: { a: ["x", "y"] } },
    ["elementRuleGroups.a[1]"],
  ],
  [
    "a word where only each item matters and order has meaning",
    "privacy",
    { elementRuleGroups: { a: ["x", "y"] } },
    { elementRuleGroups: { a: Match.eachLike("x") } },
    ["elementRuleGroups.a[1]"],
  ],
];

it.each(cases)("A finding names %s", (_title, name, live, declared, paths) => {
  const { fields } = compared(name, live, declared);
  const found = fields.flatMap((field) => field.findings.map((finding) => finding.path));
  expect(found.sort()).toEqual(paths);
});
