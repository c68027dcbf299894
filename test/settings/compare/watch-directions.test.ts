import { ROOT } from "../../../lib/settings/compare/compare-context.js";
import { rateAddedWatch, rateRemovedWatch } from "../../../lib/settings/endpoints/ajax-watch.js";

/** Body of requests, body of responses, what one more such watch means, what one less means. */
const cases: [string | null, string | null, string, string][] = [
  ["ELIDE", "ELIDE", "tightened", "loosened"],
  ["ELIDE", "RECORD", "loosened", "unclear"],
  ["ELIDE", "WHITELIST", "loosened", "unclear"],
  ["ELIDE", null, "loosened", "unclear"],
  ["RECORD", "ELIDE", "loosened", "unclear"],
  ["RECORD", "RECORD", "loosened", "unclear"],
];

it.each(cases)(
  "A watch protects by itself only where it elides both bodies: %s and %s",
  (recordReq, recordRsp, added, removed) => {
    const change = { item: { urlRegex: "/a", recordReq, recordRsp }, siblings: ROOT.siblings };
    expect([rateAddedWatch(change), rateRemovedWatch(change)]).toEqual([added, removed]);
  },
);
