import { writeDeclaration } from "../../lib/settings/declare/json-form.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { buildSnapshot, findDocument, type OrgDocuments } from "../../lib/snapshot/index.js";
import { slots } from "../../lib/snapshot/slots.js";
import type { Evaluation } from "../../lib/verdict/evaluate.js";
import { documentsOf, nodesOf, SPACES, type Space } from "./small-spaces.js";
import { evaluatedTogether } from "./support.js";

const PLAIN = { includeNotes: false, maskAddresses: false };
/** The spaces of values that a snapshot holds in another form, or not at all, and how it was written. */
const WAYS: Readonly<Record<string, readonly (typeof PLAIN)[]>> = {
  notes: [PLAIN, { ...PLAIN, includeNotes: true }],
  "an address": [PLAIN, { ...PLAIN, maskAddresses: true }],
  addresses: [{ ...PLAIN, maskAddresses: true }],
  "an identifier": [PLAIN],
  "a person": [PLAIN],
};

/** A document as a snapshot of it has it. */
function stored({ endpoint }: Space, document: object, options: typeof PLAIN): object {
  const slot = slots.find((each) => each.endpoint === endpoint);
  if (slot === undefined) throw new Error(endpoint);
  const documents = (
    slot.platform === undefined ? { [endpoint]: document } : { [endpoint]: { [slot.platform]: document } }
  ) as OrgDocuments;
  const snapshot = buildSnapshot({ host: "api.fullstory.com", at: new Date(), documents }, options);
  return findDocument(snapshot.documents, slot) ?? {};
}

const isPassing = ({ fields, problems }: Evaluation) =>
  problems.length === 0 && fields.every(({ remaining }) => remaining.length === 0);

test.each(Object.entries(WAYS))(
  "what passes against a snapshot passes against what it was made of: %s",
  (name, ways) => {
    const space = SPACES[name];
    if (space === undefined) throw new Error(name);
    const { endpoint } = space;
    const nodes = nodesOf(space);
    const wrong: string[] = [];
    let passing = 0;
    for (const document of documentsOf(space)) {
      for (const options of ways) {
        const { includeNotes: includesNotes } = options;
        const source = { kind: "snapshot", path: "s.json", verifiedAt: "2026-11-20", includesNotes } as const;
        const file = stored(space, document, options);
        for (const node of nodes) {
          if (!isPassing(evaluatedTogether({ name: endpoint, document: file, source }, [{ node }]))) continue;
          passing++;
          if (isPassing(evaluatedTogether({ name: endpoint, document }, [{ node }]))) continue;
          const declared = writeDeclaration(endpoints[endpoint].document, node);
          wrong.push([declared, document, options].map((each) => JSON.stringify(each)).join(" | "));
        }
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(passing).toBeGreaterThan(0);
  },
);
