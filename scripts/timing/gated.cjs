// The same eight documents, declared and gated. PLAIN=1 goes through the synchronous bridge.
const { App, TerraformStack } = require("cdktf");
const fullstory = require("../..");

const app = new App({ outdir: process.env.OUT });
const stack = new TerraformStack(app, "web");
new fullstory.FullstoryOrg(stack, "org", { maxAge: "off" });
new fullstory.FullstoryGate(stack, "gate", {
  blocking: process.env.IPS
    ? { blockedIps: JSON.parse(require("node:fs").readFileSync(process.env.IPS, "utf8")) }
    : { blockedUas: ["PingProbe/2", "CheckoutCanary"] },
  domain: { web: { onlyRecordKnownDomains: true }, mobile: { onlyRecordKnownDomains: true } },
  features: { web: { consoleWatcher: false }, mobile: { consoleWatcher: false } },
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] },
  privacy: { discardIpAddresses: true },
  targeting: { sessionTargetingRules: fullstory.Match.anyValue() },
});
const started = performance.now();
const report = () => {
  if (process.env.REPORT)
    console.log(
      JSON.stringify({ ms: performance.now() - started, rss: process.resourceUsage().maxRSS / 1024 }),
    );
};
if (process.env.PLAIN === "1") {
  app.synth();
  report();
} else fullstory.synth(app).then(report);
