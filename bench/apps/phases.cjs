// The eight documents, declared and gated, with a clock around what the gate adds to a synthesis: it wraps functions
// of the compiled modules, which call each other through their module objects. These are the files before bundling.
const startedAt = performance.now();
const { App, TerraformStack } = require("cdktf");
require("@cdktf/provider-null/lib/provider");
const frameworkAt = performance.now();
const fullstory = require("../../dist/lib/index.js");
const loadedAt = performance.now();
const declaration = require("./declaration.cjs");

const spent = {};
function clock(file, name, as = name) {
  const module = require(`../../dist/lib/${file}`);
  const original = module[name];
  spent[as] = 0;
  module[name] = (...given) => {
    const started = performance.now();
    const add = () => {
      spent[as] += performance.now() - started;
    };
    const result = original(...given);
    if (result instanceof Promise) return result.finally(add);
    add();
    return result;
  };
}
clock("client/batch/fetch-all.js", "fetchAll");
clock("terraform/verify-gate.js", "findGateFaults");
clock("evidence/build.js", "buildEvidence");
clock("verdict/evaluate.js", "evaluate");
clock("terraform/render-data-source.js", "renderEvaluation");

const app = new App({ outdir: process.env.OUT });
const stack = new TerraformStack(app, "web");
new fullstory.FullstoryOrg(stack, "org", { maxAge: "off" });
new fullstory.FullstoryGate(stack, "gate", declaration(fullstory.Match));
const declaredAt = performance.now();
const { StackFiles } = require("../../dist/lib/synthesis/stack-files.js");
const seal = StackFiles.prototype.seal;
StackFiles.prototype.seal = function (...given) {
  const started = performance.now();
  try {
    return seal.apply(this, given);
  } finally {
    spent.seal = performance.now() - started;
  }
};
fullstory.synth(app).then(() => {
  const all = performance.now();
  const phases = {
    framework: frameworkAt - startedAt,
    package: loadedAt - frameworkAt,
    declare: declaredAt - loadedAt,
    synth: all - declaredAt,
    ...spent,
  };
  console.log(JSON.stringify(phases));
});
