import { FullstoryOrg, type FullstoryOrgProps } from "../../lib/index.js";
import { type FullstoryProviderHandle, startFullstoryProvider } from "../../src/provider/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { findTerraform, prepareEnv } from "../../src/terraform/index.js";
import { TestTerraform } from "../terraform/test-terraform.js";
import { sharedProvider, TestApp } from "./support.js";

/** An API, and the provider that reads it for Terraform; both end with the file's tests. */
export interface PlanTime {
  readonly simulator: Simulator;
  readonly provider: FullstoryProviderHandle;
}

export async function startPlanTime(): Promise<PlanTime> {
  const simulator = await startSimulator();
  const provider = await startFullstoryProvider({
    env: { FULLSTORY_API_KEY: simulator.adminKey, FULLSTORY_BASE_URL: simulator.url },
  });
  ends.push(
    () => provider.stop(),
    () => simulator.stop(),
  );
  return { simulator, provider };
}

const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0)) await end();
});

/** An app whose stack has one org, read as `props` say. */
export function appReading(props: FullstoryOrgProps): TestApp {
  const made = new TestApp();
  new FullstoryOrg(made.stack, "org", props);
  return made;
}

/** Terraform in the folder of a stack, with both providers attached. */
export async function terraformFor(
  made: TestApp,
  { provider }: Pick<PlanTime, "provider">,
): Promise<TestTerraform> {
  const attached = [provider, await sharedProvider()].map(
    ({ env }) => JSON.parse(env.TF_REATTACH_PROVIDERS) as object,
  );
  const env = prepareEnv(process.env, {
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...attached)),
  });
  const terraform = new TestTerraform({ cwd: made.dir(), env, binary: await findTerraform() });
  const init = await terraform.init();
  if (init.exitCode !== 0) throw new Error(init.text);
  return terraform;
}
