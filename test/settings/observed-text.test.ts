import type { EndpointName } from "../../lib/settings/endpoint.js";
import { compared } from "./support.js";

/** Title, endpoint, live, declaration of one field, text of what is live. */
const cases: [string, EndpointName, object, object, string][] = [
  ["another word", "geo", { recordGeoMode: "GEO_ALL" }, { recordGeoMode: "GEO_NONE" }, '"GEO_ALL"'],
  ["null", "features", { enabled: null }, { enabled: false }, "null"],
  ["nothing", "features", { consoleWatcher: true }, { enabled: false }, "absent"],
  ["other items", "blocking", { blockedIps: ["b", "a"] }, { blockedIps: ["a"] }, '["a","b"]'],
  [
    "another order",
    "targeting",
    { sessionTargetingRules: [{ a: 2 }, { a: 1 }] },
    { sessionTargetingRules: [{ a: 1 }, { a: 2 }] },
    '[{"a":2},{"a":1}]',
  ],
];

it.each(cases)(
  "What is live and differs is told in its own text: %s",
  (_title, name, live, declared, text) => {
    expect(compared(name, live, declared).fields.map(({ observed }) => observed)).toEqual([text]);
  },
);
