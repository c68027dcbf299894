// Compares two documents many times and says by how many bytes per comparison the space for old objects has grown.
// Nothing of a comparison is kept, so all that gets there outlived its use.
const { getHeapSpaceStatistics } = require("node:v8");
const { decodeDocument } = require("../../../dist/lib/settings/decode/decode-document.js");
const { endpoints } = require("../../../dist/lib/settings/endpoints/endpoints.js");
const { listChanges } = require("../../../dist/lib/snapshot/list-changes.js");

const document = (end) =>
  decodeDocument("blocking", { blockedIps: [`10.0.0.${end}`], blockedUas: ["probe"] });
const documents = { before: document(1).value, after: document(2).value };
const oldBytes = () =>
  getHeapSpaceStatistics().find((space) => space.space_name === "old_space").space_used_size;
const compare = (times) => {
  for (let i = 0; i < times; i++) listChanges(endpoints.blocking, documents, { notes: true });
};

// Until then code is compiled, which stays.
compare(6_000);
const before = oldBytes();
compare(6_000);
console.log((oldBytes() - before) / 6_000);
