import { Match } from "../../lib/settings/declare/match.js";
import { decodeDocument } from "../../lib/settings/index.js";
import {
  buildSnapshot,
  decodeSnapshot,
  encodeSnapshot,
  type OrgDocuments,
} from "../../lib/snapshot/index.js";
import { evaluated } from "./support.js";

const rule = { selector: ".ssn", type: "BLOCK_MASK" } as const;
const silent = { selector: ".card", type: "BLOCK_EXCLUDE" } as const;
const neutral = { scope: "ALL_SESSIONS", consent: false, exceptionSelectors: [], targetingConditions: [] };
const settings = {
  elementBlocks: [
    { ...rule, ...neutral, notes: "hello" },
    { ...silent, ...neutral },
  ],
};

function textOf(includeNotes: boolean, live: object = settings): string {
  const decoded = decodeDocument("privacy", live);
  if (!decoded.ok) throw new Error(decoded.faults.join());
  const reading = {
    org: "o-1-na1",
    host: "api.fullstory.com",
    at: new Date(),
    documents: { privacy: decoded.value } as OrgDocuments,
  };
  return encodeSnapshot(buildSnapshot(reading, { includeNotes }));
}

/** What is found for declared notes of the two rules. */
function found(text: string, notes: unknown, silentNotes?: unknown): readonly string[] {
  const snapshot = decodeSnapshot(text);
  if (!snapshot.ok) throw new Error("no snapshot");
  const { documents, includesNotes = false } = snapshot.value;
  const declared = [
    { ...rule, ...(notes === undefined ? {} : { notes }) },
    { ...silent, ...(silentNotes === undefined ? {} : { notes: silentNotes }) },
  ];
  const { fields } = evaluated({
    name: "privacy",
    document: documents.privacy,
    declared: { elementBlocks: declared },
    source: { kind: "snapshot", path: "fullstory.json", verifiedAt: "2026-11-20", includesNotes },
  });
  return fields.flatMap(({ comparison: { result, findings } }) =>
    findings.length === 0 ? [result] : findings.map((finding) => `${finding.result}: ${finding.note ?? ""}`),
  );
}

const NOT_CHECKED = [expect.stringMatching(/^not-checked: .*--include-notes/)];

test.each([
  ["the text that is live", "hello"],
  ["the empty text", ""],
  ["that there is none", Match.absent()],
  ["that it is no other text", Match.not("other")],
  ["a pattern", Match.stringLikeRegexp("^h")],
  ["any", Match.anyValue()],
])(
  "Declared notes (%s) are not checked against a snapshot that leaves them out, and the way out is named.",
  (_, notes) => {
    expect(found(textOf(false), notes)).toEqual(NOT_CHECKED);
  },
);

test("Rules whose notes are not declared are compared with such a snapshot as ever.", () => {
  expect(found(textOf(false), undefined)).toEqual(["matches"]);
});

test("A snapshot with notes is compared like live: an empty note is one that is not there.", () => {
  expect(found(textOf(true), "hello", "")).toEqual(["matches"]);
  expect(found(textOf(true), "", "")).toEqual([expect.stringMatching(/^differs/)]);
  expect(found(textOf(true), "hello", Match.absent())).toEqual(["matches"]);
});

test("A snapshot says that it holds notes, also where none of the rules has one.", () => {
  const none = textOf(true, { elementBlocks: [rule, silent].map((each) => ({ ...each, ...neutral })) });
  expect(found(none, "", "")).toEqual(["matches"]);
  const marked = textOf(true);
  expect(JSON.parse(marked)).toMatchObject({ includesNotes: true });
  // Written before there was such a mark.
  const older = decodeSnapshot(marked.replace(/\s*"includesNotes": true,/, ""));
  expect(older).toMatchObject({ ok: true, value: { includesNotes: true } });
  expect(decodeSnapshot(textOf(false))).not.toHaveProperty("value.includesNotes");
});
