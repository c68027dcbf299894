// One synthesis over the synchronous bridge and one without it; then nothing keeps the process alive. Prints when the
// work was done; the test looks at when the process ended.
const { join } = require("node:path");
const { App, TerraformStack } = require("cdktf");
const fullstory = require(join(__dirname, "../.."));

function app() {
  const made = new App({ outdir: process.env.OUT });
  const stack = new TerraformStack(made, "web");
  new fullstory.FullstoryOrg(stack, "org");
  new fullstory.FullstoryGate(stack, "gate", { privacy: { discardIpAddresses: true } });
  return made;
}

app().synth();
fullstory.synth(app()).then(() => process.stdout.write(String(Date.now())));
