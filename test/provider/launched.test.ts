import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findTerraform, prepareEnv, Terraform } from "../../src/terraform/index.js";
import { type Bench, startBench } from "./support.js";

const PROGRAM = join(__dirname, "../../dist/programs/provider.js");
const MIRROR = "terraform.d/plugins/registry.terraform.io/cdktf-fullstory/fullstory/0.1.0/linux_amd64";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL" });
});

const provider = `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}"\n`;

test("Launched by Terraform, with its certificates, the provider judges as it does attached, and no log has the key.", async () => {
  const name = `${MIRROR}/terraform-provider-fullstory_v0.1.0`;
  const { dir } = bench.folder('data "fullstory_gate" "g" { geo = { record_geo_mode = "GEO_BLOCK_LIST" } }', {
    [name]: provider,
  });
  chmodSync(join(dir, name), 0o755);
  const { TF_CLI_CONFIG_FILE: _, ...base } = process.env;
  const log = join(dir, "trace.log");
  // As a person's shell has it: the key stands in the environment of Terraform.
  const env = {
    ...prepareEnv(base, { FULLSTORY_BASE_URL: bench.simulator.url, TF_LOG: "trace", TF_LOG_PATH: log }),
    FULLSTORY_API_KEY: bench.simulator.adminKey,
  };
  const terraform = new Terraform({ cwd: dir, binary: await findTerraform(), env });
  expect((await terraform.init()).exitCode).toBe(0);
  const { exitCode, text } = await terraform.plan();
  expect(exitCode).toBe(1);
  expect(text).toContain("Error: fullstory: drift, record_geo_mode differs [LOOSENED]");
  const logged = readFileSync(log, "utf8");
  expect(logged).toContain("terraform-provider-fullstory_v0.1.0");
  expect(logged.includes(bench.simulator.adminKey)).toBe(false);
});
