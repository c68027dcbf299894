import { type Compared, compareDocument } from "../../lib/settings/compare/compare.js";
import type { ObjectNode } from "../../lib/settings/declare/declared-node.js";
import { writeDeclaration } from "../../lib/settings/declare/json-form.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { documentsOf, nodesOf, SPACES } from "./small-spaces.js";
import { allChanges } from "./strictness-rows.js";

const isPassing = ({ fields, problems }: Compared) =>
  problems.length === 0 && fields.every(({ result }) => result === "matches");
const isTightenedOnly = ({ fields, problems }: Compared) =>
  problems.length === 0 &&
  fields.every(({ findings }) => findings.every(({ direction }) => direction === "tightened"));

test.each(Object.keys(SPACES))("where nothing is reported, nothing passes that failed: %s", (name) => {
  const space = SPACES[name];
  if (space === undefined) throw new Error(name);
  const endpoint = endpoints[space.endpoint];
  const [nodes, documents] = [nodesOf(space), documentsOf(space)];
  const verdicts = nodes.map((node) =>
    documents.map((document) => {
      const compared = compareDocument(endpoint, document, node);
      return { passes: isPassing(compared), isTighter: isTightenedOnly(compared) };
    }),
  );
  const written = (node: ObjectNode) => writeDeclaration(endpoint.document, node);
  const wrong: string[] = [];
  let silent = 0;
  nodes.forEach((old, i) => {
    nodes.forEach((now, j) => {
      const changes = allChanges(space.endpoint, old, now);
      if (changes.some(({ tighter }) => !tighter)) return;
      silent++;
      const at = documents.findIndex((_, each) => {
        const [before, after] = [verdicts[i]?.[each], verdicts[j]?.[each]];
        if (after?.passes !== true || before?.passes === true) return false;
        return changes.length === 0 || before?.isTighter !== true;
      });
      if (at >= 0)
        wrong.push(
          [written(old), written(now), documents[at]].map((each) => JSON.stringify(each)).join(" | "),
        );
    });
  });
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(silent).toBeGreaterThan(nodes.length);
});
