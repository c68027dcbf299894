import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnv, run } from "./measure.mjs";

const require = createRequire(import.meta.url);

/** What every section works with: a simulator in a thread, a provider in a process, and a folder to write in. */
export async function startSetting({ quick, turns, table }) {
  const { startSimulator } = require("../../dist/src/simulator/index.js");
  const { startNullProvider } = require("../../dist/src/null-provider/index.js");
  const work = mkdtempSync(join(tmpdir(), "fullstory-bench-"));
  const simulator = await startSimulator();
  const provider = await startNullProvider();
  const fullstory = { FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url };
  const folder = (name) => mkdtempSync(join(work, `${name}-`));
  return {
    quick,
    turns,
    /** Turns for what takes seconds. */
    fewTurns: Math.max(1, Math.ceil(turns / 3)),
    table,
    simulator,
    provider,
    fullstory,
    folder,
    /** Runs one of bench/apps in a process of its own, in a folder of its own. */
    app(script, extra = {}) {
      const out = folder("out");
      const path = fileURLToPath(new URL(`../apps/${script}`, import.meta.url));
      const ended = run(process.execPath, ["--expose-gc", path], {
        env: cleanEnv({ ...fullstory, OUT: out, ...extra }),
      });
      return { ...ended, out, report: ended.stdout.startsWith("{") ? JSON.parse(ended.stdout) : undefined };
    },
    /** Writes JSON for a child to read. */
    file(name, value) {
      const path = join(folder("in"), `${name}.json`);
      writeFileSync(path, JSON.stringify(value));
      return path;
    },
    async end() {
      await provider.stop();
      await simulator.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
}
