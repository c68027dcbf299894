import { TerraformInterruptedError } from "../../src/terraform/errors.js";
import { findTerraform, prepareEnv, Terraform } from "../../src/terraform/index.js";
import { type Bench, startBench } from "./support.js";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterEach(() => bench.simulator.reset());

const SOURCES = {
  "a data source": 'data "fullstory_recording_geo" "g" {}',
  "a gate": 'data "fullstory_gate" "g" { geo = { record_geo_mode = "GEO_ALL" } }',
  "an ephemeral gate": 'ephemeral "fullstory_gate" "g" { geo = { record_geo_mode = "GEO_ALL" } }',
};

describe("An interrupt", () => {
  it.each(Object.entries(SOURCES))(
    "ends a plan whose host never answers %s, and the provider serves the next one",
    async (_what, hcl) => {
      // Longer than the test may take: only the interrupt can end the plan.
      const provider = 'provider "fullstory" {\n  timeout  = "10m"\n  deadline = "10m"\n}\n';
      const { dir } = bench.folder(provider + hcl);
      await bench.simulator.fault({ kind: "hang", match: { path: "/geo" } });
      const interruption = new AbortController();
      const terraform = new Terraform({
        cwd: dir,
        env: prepareEnv(process.env, { ...bench.provider.env }),
        binary: await findTerraform(),
        signal: interruption.signal,
        // A Terraform that had to be killed is another error.
        killAfterMs: 600_000,
      });
      const plan = terraform.plan().then(
        () => undefined,
        (error: unknown) => error,
      );
      await askedFor("/geo");
      interruption.abort();
      expect(await plan).toBeInstanceOf(TerraformInterruptedError);

      await bench.simulator.reset();
      await bench.simulator.replace("geo", { recordGeoMode: "GEO_ALL" });
      expect((await bench.folder(hcl).terraform.plan()).exitCode).toBe(0);
    },
  );
});

/** Until the simulator has been asked, Terraform has nothing to wait for. */
async function askedFor(path: string): Promise<void> {
  for (;;) {
    const requests = await bench.simulator.requests();
    if (requests.some((request) => request.path.endsWith(path))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
