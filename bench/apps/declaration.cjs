const { readFileSync } = require("node:fs");

/** The eight documents as they must be; `SIZED` names a file with one long list to declare in addition. */
module.exports = function declaration(Match) {
  const { field, items } =
    process.env.SIZED === undefined ? {} : JSON.parse(readFileSync(process.env.SIZED, "utf8"));
  return {
    blocking:
      field === "blockedIps" ? { blockedIps: items } : { blockedUas: ["PingProbe/2", "CheckoutCanary"] },
    domain: { web: { onlyRecordKnownDomains: true }, mobile: { onlyRecordKnownDomains: true } },
    features: { web: { consoleWatcher: false }, mobile: { consoleWatcher: false } },
    geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] },
    privacy: {
      discardIpAddresses: process.env.DRIFT !== "1",
      ...(field === "elementBlocks" || field === "ajaxWatches" ? { [field]: items } : {}),
    },
    targeting: { sessionTargetingRules: Match.anyValue() },
  };
};
