// The eight documents, declared and gated. PLAIN=1 goes through the synchronous bridge; REPORT=1 says what it took.
const { App, TerraformStack } = require("cdktf");
const fullstory = require("../..");
const declaration = require("./declaration.cjs");

const app = new App({ outdir: process.env.OUT });
const stack = new TerraformStack(app, "web");
new fullstory.FullstoryOrg(stack, "org", { maxAge: "off" });
const declared = declaration(fullstory.Match);
const started = performance.now();
new fullstory.FullstoryGate(stack, "gate", declared);
const report = () => {
  if (process.env.REPORT !== "1") return;
  const { maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ ms: performance.now() - started, peakBytes: maxRSS * 1024 }));
};
if (process.env.PLAIN === "1") {
  app.synth();
  report();
} else fullstory.synth(app).then(report);
