// Decode, canonicalise, declare and compare one long list, ours and in plain JavaScript, taking turns in one warm
// process. FIELD, LIVE (a file with the answer's body), DECLARED (a file with the items), TURNS.
const { readFileSync } = require("node:fs");
const { decodeDocument } = require("../../dist/lib/settings/decode/decode-document.js");
const { endpoints } = require("../../dist/lib/settings/endpoints/endpoints.js");
const { spellLive } = require("../../dist/lib/settings/model/live-value.js");
const { compareDocument } = require("../../dist/lib/settings/compare/compare.js");
const { normalizeDeclaration } = require("../../dist/lib/settings/declare/declaration.js");
const plain = require("./plain.cjs")[process.env.FIELD];

const field = process.env.FIELD;
const endpoint = endpoints[field === "blockedIps" ? "blocking" : "privacy"];
const body = readFileSync(process.env.LIVE, "utf8");
const items = JSON.parse(readFileSync(process.env.DECLARED, "utf8"));
const turns = Number(process.env.TURNS);

function decode() {
  const decoded = decodeDocument(endpoint.name, JSON.parse(body));
  if (!decoded.ok) throw new Error(decoded.faults.join("\n"));
  return decoded.value;
}

const ours = decode();
const theirs = plain.decode(JSON.parse(body)[field]);
const spec = endpoint.document.fields[field];
const declare = () => {
  const { node, problems } = normalizeDeclaration(endpoint.document, { [field]: items });
  if (node === undefined || problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return node;
};
const node = declare();

const stages = {
  decode: [decode, () => plain.decode(JSON.parse(body)[field])],
  canonicalise: [() => spellLive(spec, ours[field]), () => plain.canonicalise(theirs)],
  // A declaration is read once for both; a plain gate uses its array as it stands, copied.
  declare: [declare, () => structuredClone(items)],
  compare: [() => compareDocument(endpoint, ours, node), () => plain.compare(theirs, items)],
};

const { fields } = stages.compare[0]();
if (fields.some(({ result }) => result !== "matches")) throw new Error("live is not what is declared");
const byHand = stages.compare[1]();
if (byHand.missing.length + byHand.extra.length > 0) throw new Error("the plain gate finds differences");

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Short work is repeated until a turn takes a while, so that the clock can see it. */
function timed(work) {
  let repeats = 1;
  for (;;) {
    const started = performance.now();
    for (let i = 0; i < repeats; i++) work();
    const ms = performance.now() - started;
    if (ms >= 5) return ms / repeats;
    repeats *= 4;
  }
}

/** Until V8 has compiled what is hot: once is not enough, since it compiles beside the work. */
function warm(work) {
  const started = performance.now();
  do timed(work);
  while (performance.now() - started < 300);
}

const report = {};
for (const [name, [mine, other]] of Object.entries(stages)) {
  warm(mine);
  warm(other);
  const times = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    global.gc?.();
    times[0].push(timed(mine));
    global.gc?.();
    times[1].push(timed(other));
  }
  report[name] = { ours: median(times[0]), plain: median(times[1]) };
}
console.log(JSON.stringify(report));
