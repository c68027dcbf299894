import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lists } from "../lib/lists.mjs";
import { takeTurns } from "../lib/measure.mjs";
import { withLaunchedProvider, withPackage } from "../lib/stacks.mjs";
import { ms, times } from "../lib/table.mjs";
import { init, plan } from "../lib/terraform.mjs";

const require = createRequire(import.meta.url);
const section = "provider, in HCL";
const root = fileURLToPath(new URL("../../", import.meta.url));
const BUNDLE = join(root, "dist/provider-package");
/** Terraform launches what it finds in the working folder, and nothing else. */
const launching = { TF_CLI_CONFIG_FILE: "/dev/null" };
const REQUIRED = `terraform {
  required_providers {
    fullstory = { source = "cdktf-fullstory/fullstory" }
  }
}
`;
const EIGHT = [
  ...["blocking", "geo", "privacy", "targeting"].map((name) => [name, ""]),
  ...["domain", "features"].flatMap((name) => ["web", "mobile"].map((on) => [name, `platform = "${on}"`])),
].map(([name, body], at) => `data "fullstory_recording_${name}" "n${at}" { ${body} }\n`);

/** What the provider costs a plan, each time beside the null provider that is started in the same way. */
export async function hcl(setting) {
  const { startFullstoryProvider } = require("../../dist/src/provider/index.js");
  size(setting);
  const attached = await startFullstoryProvider({
    env: setting.fullstory,
    program: join(BUNDLE, "launch.cjs"),
  });
  try {
    await eight(setting, attached);
    if (!setting.quick) await addresses(setting, attached);
  } finally {
    await attached.stop();
  }
}

async function eight({ app, folder, provider, fullstory, table, turns }, attached) {
  const nulls = join(app("gated.cjs").out, "stacks", "web");
  const nullsLaunched = withLaunchedProvider(nulls, join(folder("nulls"), "stack"));
  const ours = written(folder("attached"), EIGHT.join(""));
  const oursLaunched = withPackage(written(folder("launched"), EIGHT.join("")));
  const launchedEnv = { ...launching, ...fullstory };
  init(nulls, provider.env);
  init(nullsLaunched, launching);
  init(ours, attached.env);
  init(oursLaunched, launchedEnv);
  const figure = await takeTurns(turns, {
    nulls: () => plan(nulls, provider.env),
    ours: () => plan(ours, attached.env),
    nullsLaunched: () => plan(nullsLaunched, launching),
    oursLaunched: () => plan(oursLaunched, launchedEnv),
  });
  const rows = [
    ["launched", figure.oursLaunched, figure.nullsLaunched, 1.4],
    ["attached", figure.ours, figure.nulls, 1.3],
  ];
  for (const [how, took, beside, limit] of rows)
    table.add({
      section,
      what: `plan with eight data sources, provider ${how}`,
      figure: ms(took),
      beside: `${ms(beside)}, eight null data sources, ${how}`,
      ratio: times(took / beside),
      target: `at most ${limit} times`,
      met: took <= limit * beside,
    });
}

async function addresses({ folder, simulator, table, fewTurns }, attached) {
  const { declared: make, live } = lists.blockedIps;
  const cwd = written(folder("addresses"), 'data "fullstory_recording_blocking" "now" {}\n');
  init(cwd, attached.env);
  const planned = async (n) => {
    await simulator.set("blocking", { blockedIps: live(make(n)) });
    return plan(cwd, attached.env);
  };
  const figure = await takeTurns(fewTurns, { many: () => planned(100_000), ten: () => planned(10) });
  table.add({
    section,
    what: "plan with 100,000 blocked addresses, provider attached",
    figure: ms(figure.many),
    beside: `${ms(figure.ten)}, with 10`,
    ratio: times(figure.many / figure.ten),
    target: "at most 8 times",
    met: figure.many <= 8 * figure.ten,
  });
}

function size({ table }) {
  const { packZip, readPackageFiles } = require("../../dist/src/provider-package/index.js");
  const bytes = packZip(readPackageFiles(BUNDLE)).length;
  table.add({
    section,
    what: "the package, zipped",
    figure: `${(bytes / 1e6).toFixed(2)} MB`,
    target: "at most 0.3 MB",
    met: bytes <= 300_000,
  });
}

function written(cwd, text) {
  writeFileSync(join(cwd, "main.tf"), REQUIRED + text);
  return cwd;
}
