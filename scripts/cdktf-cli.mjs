// Runs every example with the real command line: `cdktf synth` and `cdktf diff --skip-provider-lock`, against the
// simulator and with the provider attached. The CLI is installed outside the project, once, in $CDKTF_CLI_DIR or
// ~/.cache/cdktf-fullstory-cli. Needs `npm run build`, and the npm registry the first time.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folder, installedCli, VERSION } from "./cdktf-cli-home.mjs";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..");
const { startSimulator } = require("../dist/src/simulator/index.js");
const { startNullProvider } = require("../dist/src/null-provider/index.js");
const { startFullstoryProvider } = require("../dist/src/provider/index.js");

function cli() {
  const present = installedCli();
  if (present !== undefined) return present;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `cdktf-cli@${VERSION}`];
  execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
  return join(folder, "node_modules/.bin/cdktf");
}

/** The examples that are apps, each in a folder of its own with a cdktf.json. */
function projects(work) {
  const names = readdirSync(join(root, "examples")).filter((name) =>
    existsSync(join(root, "examples", name, "stack.ts")),
  );
  return names.map((name) => {
    const cwd = join(work, name);
    const main = join(root, name === "privacy-gate" ? "dist/src/main.js" : `dist/examples/${name}/main.js`);
    if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build first`);
    mkdirSync(cwd, { recursive: true });
    const config = {
      language: "typescript",
      app: `${process.execPath} --enable-source-maps ${main}`,
      projectId: name,
      sendCrashReports: "false",
    };
    writeFileSync(join(cwd, "cdktf.json"), JSON.stringify(config));
    // A relative path in a file is seen from the working directory.
    const snapshot = join("examples", name, "fullstory.snapshot.json");
    if (existsSync(join(root, snapshot))) cpSync(join(root, snapshot), join(cwd, snapshot));
    return { name, cwd };
  });
}

const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, "");

function cdktf(program, args, cwd, env) {
  const child = spawnSync(program, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
  return { status: child.status, text: plain(`${child.stdout}${child.stderr}`) };
}

function expect(what, { status, text }, wanted, ...phrases) {
  const missing = phrases.filter((phrase) => !text.includes(phrase));
  if (status === wanted && missing.length === 0) {
    process.stdout.write(`ok    ${what}: exit ${status}\n`);
    return;
  }
  process.stdout.write(`${text}\n`);
  const why = missing.length === 0 ? "" : `, without ${missing.map((each) => `"${each}"`).join(" and ")}`;
  throw new Error(`${what}: exit ${status} instead of ${wanted}${why}`);
}

/** The examples that Terraform can read for. */
const BOTH_WAYS = ["privacy-gate", "two-orgs"];

const work = mkdtempSync(join(tmpdir(), "fullstory-cli-"));
const program = cli();
const simulator = await startSimulator();
const europe = await startSimulator({ orgId: "o-SIM4-eu1" });
const provider = await startNullProvider();
const ends = [provider];
const env = {
  ...process.env,
  ...provider.env,
  CHECKPOINT_DISABLE: "1",
  CI: "1",
  FULLSTORY_API_KEY: simulator.adminKey,
  FULLSTORY_BASE_URL: simulator.url,
  FULLSTORY_EU_API_KEY: europe.adminKey,
  FULLSTORY_EU_BASE_URL: europe.url,
};
try {
  const all = projects(work);
  for (const { name, cwd } of all) {
    expect(`${name}: cdktf synth`, cdktf(program, ["synth"], cwd, env), 0, "Generated Terraform code");
    const diff = cdktf(program, ["diff", name, "--skip-provider-lock"], cwd, env);
    expect(`${name}: cdktf diff, as declared`, diff, 0, "No changes");
  }
  await simulator.set("privacy", { defaultPrivacyMode: "PRIVACY_MODE_OFF" });
  const { cwd } = all.find(({ name }) => name === "privacy-gate");
  const readByTerraform = await startFullstoryProvider({ env });
  ends.push(readByTerraform);
  for (const { name, cwd: at } of all.filter(({ name: each }) => BOTH_WAYS.includes(each))) {
    const planned = {
      ...env,
      ...readByTerraform.env,
      FULLSTORY_API_KEY: "",
      FULLSTORY_READ_AT: "plan",
      TF_VAR_europe_api_key: europe.adminKey,
    };
    const diff = cdktf(program, ["diff", name, "--skip-provider-lock"], at, planned);
    expect(`${name}: cdktf diff, read by Terraform, one setting loosened`, diff, 1, "fullstory: drift");
    if (diff.text.includes("Deprecated")) throw new Error(`${name}: a deprecation is printed`);
  }
  const drift = cdktf(program, ["diff", "privacy-gate", "--skip-provider-lock"], cwd, env);
  expect(
    "privacy-gate: cdktf diff, one setting loosened",
    drift,
    1,
    "fullstory: drift",
    "defaultPrivacyMode",
  );
  process.stdout.write(`the examples run with cdktf-cli ${VERSION}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const end of ends) await end.stop();
  await europe.stop();
  await simulator.stop();
  rmSync(work, { recursive: true, force: true });
}
