import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cleanEnv, run, takeTurns } from "../lib/measure.mjs";
import { ms, times } from "../lib/table.mjs";

const { createIdentity } = createRequire(import.meta.url)("../../dist/src/plugin/serve/certificate.js");
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const PROGRAMS = {
  bundle: fileURLToPath(new URL("../../dist/provider-package/launch.cjs", import.meta.url)),
  compiled: fileURLToPath(new URL("../../dist/programs/provider.js", import.meta.url)),
};

/** How long Terraform waits for the line that a provider prints once it listens. */
export async function handshake({ table, turns }) {
  const env = launchEnvironment();
  const figure = await takeTurns(turns, {
    nothing: () => run(process.execPath, ["-e", "0"]).ms,
    bundle: () => firstLine(PROGRAMS.bundle, env),
    compiled: () => firstLine(PROGRAMS.compiled, env),
  });
  for (const name of Object.keys(PROGRAMS)) {
    const ratio = figure[name] / figure.nothing;
    table.add({
      section: "provider",
      what: `handshake of the provider, ${name}`,
      figure: ms(figure[name]),
      beside: `${ms(figure.nothing)}, node -e 0`,
      ratio: times(ratio),
      target: "at most 1.7 times",
      met: ratio <= 1.7,
    });
  }
}

/** What Terraform gives a provider: the cookie, the versions and its certificate. */
function launchEnvironment() {
  const der = createIdentity().certificate.toString("base64");
  const certificate = `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
  return cleanEnv({
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: "5,6",
    PLUGIN_CLIENT_CERT: certificate,
  });
}

async function firstLine(program, env) {
  const started = performance.now();
  const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  const took = performance.now() - started;
  child.kill("SIGTERM");
  await ended;
  return took;
}
