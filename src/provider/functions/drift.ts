import type { CtyType, ProviderFunction } from "../../plugin/index.js";

const FINDING: CtyType = [
  "object",
  {
    path: "string",
    result: "string",
    kind: "string",
    direction: "string",
    declared: "string",
    live: "string",
    implied: "bool",
    note: "string",
  },
];

/** `provider::fullstory::drift(live, declared)`: what a gate would find, without reading anything. */
export const driftFunction: ProviderFunction = {
  summary: "Compares settings that were read with what is declared",
  description:
    "Answers a list with every declared path that does not match: empty exactly where everything declared is there and matches. It reads nothing. A value that is masked is *not checked*, which is a finding.",
  parameters: [
    {
      name: "live",
      type: "dynamic",
      description: "A data source of this provider, one version of a history, or an object like them.",
    },
    {
      name: "declared",
      type: "dynamic",
      description:
        "What is expected, as `fullstory_gate` takes it: an object with matchers, or its JSON text.",
    },
  ],
  returns: ["list", FINDING],
  call: ([live = null, declared = null]) => {
    const { findDrift }: typeof import("./find-drift.js") = require("./find-drift.js");
    return findDrift(live, declared);
  },
};
