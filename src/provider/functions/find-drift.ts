import { createHclDialect, toHclWords } from "../../../lib/messages/index.js";
import {
  compareDocument,
  type Finding,
  type ObjectNode,
  readDeclaration,
} from "../../../lib/settings/index.js";
import { type CtyValue, FunctionError } from "../../plugin/index.js";
import { readDeclaredJson, UnreadableDeclaration } from "../gate/declared-json.js";
import { formatSteps } from "../gate/gate-problem.js";
import { toFindingValue } from "../values/finding-value.js";
import { type LiveDocument, readLiveDocument } from "./live-document.js";
import { findMaskedFields } from "./masked-fields.js";

const DECLARED = 1;

/** Everything declared that does not match what is live. @throws FunctionError */
export function findDrift(live: CtyValue, declared: CtyValue): CtyValue {
  const document = readLiveDocument(live);
  const dialect = createHclDialect(document.endpoint.document);
  return listFindings(document, readDeclared(document, declared)).map((finding) =>
    toFindingValue(finding, dialect),
  );
}

function readDeclared({ endpoint }: LiveDocument, declared: CtyValue): ObjectNode {
  try {
    const { json } = readDeclaredJson(declared, []);
    const { node, problems } = readDeclaration(endpoint.document, json);
    if (node !== undefined) return node;
    const lines = problems.map(({ steps, message }) => {
      const place = formatSteps(steps);
      return `${place === "" ? "declared" : place}: ${toHclWords(message)}`;
    });
    throw new FunctionError(`fullstory: bad declaration\n${lines.join("\n")}`, DECLARED);
  } catch (error) {
    if (error instanceof UnreadableDeclaration) {
      throw new FunctionError(`fullstory: bad declaration\ndeclared: ${error.message}`, DECLARED);
    }
    throw error;
  }
}

type Found = Omit<Finding, "observed" | "dataClass">;

function listFindings(live: LiveDocument, declared: ObjectNode): readonly Found[] {
  const { endpoint, document, altered } = live;
  const masked = findMaskedFields(endpoint.document.fields, document, declared);
  const { fields, problems } = compareDocument(endpoint, document, declared);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new FunctionError(`fullstory: bad declaration\n${problem.path}: ${problem.message}`, DECLARED);
  }
  return fields.flatMap(({ field, findings }): readonly Found[] => {
    const note = masked.has(field) ? MASKED : altered.has(field) ? ALTERED : undefined;
    if (note === undefined) return findings;
    return [{ path: field, result: "not-checked", kind: "unknown", implied: false, note }];
  });
}

const ALTERED =
  "live holds text that Terraform has changed, so nothing was compared; fullstory_gate compares it as it came";

const MASKED = "live is masked here, so nothing was compared; the provider shows it with expose_identifiers";
