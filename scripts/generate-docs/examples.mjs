// What the examples of the data source pages read and declare. The pages' snippets are compiled and run by
// test/docs/readme.test.ts, against the settings that the simulator starts with.

/** By endpoint: the attribute that is read, what a gate declares, and since when the history satisfies it. */
export const examples = {
  blocking: {
    attribute: "blockedIps",
    declared: ['blockedIps: ["192.0.2.10", "198.51.100.*", "203.0.113.77"],'],
    because: "The offices and the load test stay out of the recordings.",
    since: "2025-07-01",
  },
  domain: {
    attribute: "domains",
    declared: [
      "onlyRecordKnownDomains: true,",
      "// The first rule that matches wins, so the order counts.",
      "domains: [",
      '  { domain: "staff.ternanddale.example", disabled: true },',
      '  { domain: "shop.ternanddale.example", disabled: false },',
      '  { domain: "*.ternanddale.example", disabled: false },',
      "],",
    ],
    because: "The staff pages show customer data.",
    since: "2025-01-01",
  },
  geo: {
    attribute: "recordGeoZones",
    declared: ['recordGeoMode: "GEO_ALLOW_LIST",', 'recordGeoZones: ["DE", "NL", "SE"],'],
    because: "We have consent texts for these countries only.",
    since: "2025-03-01",
  },
  privacy: {
    attribute: "defaultPrivacyMode",
    declared: [
      "discardIpAddresses: true,",
      'defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",',
      "// A plain rule means: for all live sessions, without consent, without exceptions.",
      'elementBlocks: Match.arrayWith([{ selector: "#tax-number", type: "BLOCK_EXCLUDE" }], { allowUnmask: true }),',
    ],
    always: ["discardIpAddresses: true,", 'defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT",'],
    because: "Tax numbers are never recorded.",
    since: "2025-03-01",
    imports: ["Match"],
  },
  features: {
    attribute: "consoleWatcher",
    declared: ["enabled: true,", "consoleWatcher: false,"],
    because: "The console prints order numbers.",
    since: "2025-07-02",
  },
  targeting: {
    attribute: "sessionTargetingRules",
    declared: [
      "sessionTargetingRules: [",
      "  {",
      '    operator: "OR",',
      "    children: [",
      '      { field: "app_version", operator: "LT", value: "5.0.0" },',
      '      { field: "os_version", operator: "CONTAINS", value: "beta" },',
      "    ],",
      "  },",
      "],",
    ],
    because: "Old versions of the app do not mask the card form.",
    since: "2025-02-01",
  },
};

export const SESSION_ID = "9318840026653917184:9407215533160448003";
const ACTORS = ["priya@ternanddale.example", "marek@ternanddale.example"];

const indent = (lines, by) => lines.map((line) => " ".repeat(by) + line);

/** A whole program: an app, a stack, an org, and what is to be shown. */
export function program({ imports, body, cdktf = [] }) {
  return [
    "```ts run",
    `import { ${["App", ...cdktf, "TerraformStack"].sort().join(", ")} } from "cdktf";`,
    `import { ${[...imports, "FullstoryOrg"].sort().join(", ")} } from "cdktf-fullstory";`,
    "",
    "const app = new App();",
    'const stack = new TerraformStack(app, "web");',
    'new FullstoryOrg(stack, "fullstory");',
    "",
    ...body,
    "",
    "app.synth();",
    "```",
  ];
}

export function readExample(endpoint) {
  const { attribute } = examples[endpoint.name];
  const className = `DataFullstory${endpoint.noun}`;
  return program({
    imports: [className],
    cdktf: ["TerraformOutput"],
    body: [
      `const ${endpoint.name} = new ${className}(stack, "${endpoint.name}");`,
      `new TerraformOutput(stack, "${attribute}", { value: ${endpoint.name}.${attribute} });`,
    ],
  });
}

export function gateExample(endpoint) {
  const { declared, because, imports = [] } = examples[endpoint.name];
  const className = `DataFullstory${endpoint.noun}`;
  return program({
    imports: [className, ...imports],
    body: [
      `new ${className}(stack, "${endpoint.name}").expect(`,
      "  {",
      ...indent(declared, 4),
      "  },",
      `  { because: "${because}" },`,
      ");",
    ],
  });
}

export function readHistoryExample(endpoint) {
  const className = `DataFullstory${endpoint.noun}History`;
  return program({
    imports: [className],
    cdktf: ["TerraformOutput"],
    body: [
      `const history = new ${className}(stack, "${endpoint.name}-history", { limit: 50 });`,
      'new TerraformOutput(stack, "versions", { value: history.versionCount });',
    ],
  });
}

export function gateHistoryExample(endpoint) {
  const { declared, always = declared, since } = examples[endpoint.name];
  const className = `DataFullstory${endpoint.noun}History`;
  return program({
    imports: [className],
    body: [
      `new ${className}(stack, "${endpoint.name}-history")`,
      "  .expectAlways(",
      "    {",
      ...indent(always, 6),
      "    },",
      `    { since: "${since}" },`,
      "  )",
      `  .expectChangedOnlyBy(["${ACTORS.join('", "')}"], {`,
      `    since: "${since}",`,
      "    allowEmpty: true,",
      "  });",
    ],
  });
}

export function readEventsExample() {
  return program({
    imports: ["DataFullstorySessionEvents"],
    cdktf: ["TerraformOutput"],
    body: [
      'const session = new DataFullstorySessionEvents(stack, "session", {',
      `  sessionId: "${SESSION_ID}",`,
      "});",
      'new TerraformOutput(stack, "types", { value: session.countsByType });',
    ],
  });
}

export function gateEventsExample() {
  return program({
    imports: ["DataFullstorySessionEvents", "Match"],
    body: [
      "// A session of our own test visitor: nothing may come from a host that we do not know.",
      'new DataFullstorySessionEvents(stack, "session", {',
      `  sessionId: "${SESSION_ID}",`,
      "}).expect({",
      "  events: Match.eachLike({",
      '    sourceProperties: { url: { host: Match.oneOf("shop.ternanddale.example", "help.ternanddale.example") } },',
      "  }),",
      "});",
    ],
  });
}
