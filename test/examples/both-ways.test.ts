import { join } from "node:path";
import { startFullstoryProvider } from "../../src/provider/index";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { findTerraform, prepareEnv, Terraform, withPlanFile } from "../../src/terraform/index";
import { evidenceOf, firstLines, planExample, type Ran, runExample } from "./support";

let america: Simulator;
let europe: Simulator;
beforeAll(async () => {
  [america, europe] = await Promise.all([startSimulator(), startSimulator({ orgId: "o-SIM4-eu1" })]);
});
afterAll(async () => {
  await Promise.all([america.stop(), europe.stop()]);
});

/** What both ways of reading must agree on. */
interface Found {
  readonly exitCode: number;
  readonly errors: readonly string[];
  readonly findings: readonly string[];
}

interface Finding {
  readonly document: string;
  readonly platform: string | null;
  readonly path: string;
  readonly result: string;
  readonly direction: string | null;
  readonly observed: string;
}

const lineOf = ({ document, platform, path, result, direction, observed }: Finding): string =>
  [document, platform ?? "", path, result, direction ?? "", observed].join(" ");

async function readAtSynth(ran: Ran, stack: string): Promise<Found> {
  const plan = await planExample(ran, stack);
  const findings = evidenceOf(ran, stack)
    .findings.filter(({ result }) => result !== "matches")
    .map(({ endpoint, platform = null, direction = null, observed = "", ...finding }) =>
      lineOf({ ...finding, document: endpoint, platform, direction, observed }),
    );
  return {
    exitCode: plan.exitCode,
    errors: firstLines(plan, "error").toSorted(),
    findings: findings.toSorted(),
  };
}

interface Planned {
  readonly prior_state: {
    readonly values: {
      readonly root_module: {
        readonly resources: readonly { readonly values: { readonly findings?: readonly Finding[] } }[];
      };
    };
  };
}

async function readAtPlan({ outdir }: Ran, stack: string): Promise<Found> {
  const env = {
    FULLSTORY_API_KEY: america.adminKey,
    FULLSTORY_BASE_URL: america.url,
  };
  const provider = await startFullstoryProvider({ env });
  try {
    const key = { TF_VAR_europe_api_key: europe.adminKey };
    const terraform = new Terraform({
      cwd: join(outdir, "stacks", stack),
      env: prepareEnv(process.env, { ...provider.env, ...key }),
      binary: await findTerraform(),
    });
    await terraform.init();
    return await withPlanFile(async (out) => {
      const { exitCode, diagnostics } = await terraform.planJson({ out, lock: false });
      const json = (await terraform.show(out)).json as Planned;
      const findings = json.prior_state.values.root_module.resources.flatMap(
        ({ values }) => values.findings ?? [],
      );
      return {
        exitCode,
        errors: diagnostics.flatMap(({ detail }) => detail.match(/^fullstory: .*/gm) ?? []).toSorted(),
        findings: findings.map(lineOf).toSorted(),
      };
    });
  } finally {
    await provider.stop();
  }
}

test.each([
  ["privacy-gate", join("src", "main.js")],
  ["two-orgs", join("examples", "two-orgs", "main.js")],
])("%s says the same, whether its settings are read at synthesis or by Terraform.", async (name, program) => {
  const env = {
    FULLSTORY_BASE_URL: america.url,
    FULLSTORY_API_KEY: america.adminKey,
    FULLSTORY_EU_BASE_URL: europe.url,
    FULLSTORY_EU_API_KEY: europe.adminKey,
  };
  const settings = { FULLSTORY_BASE_URL: america.url, FULLSTORY_EU_BASE_URL: europe.url };
  for (const isDrifted of [false, true]) {
    await Promise.all([america.reset(), europe.reset()]);
    if (isDrifted) {
      await america.set("privacy", { discardIpAddresses: false });
      await america.set("features", { consoleWatcher: true }, { platform: "mobile" });
      await europe.replace("geo", { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "US"] });
    }
    const atSynth = await readAtSynth(await runExample(name, env, program), name);
    // No key: nothing is read while the app synthesizes.
    const ran = await runExample(name, { ...settings, FULLSTORY_READ_AT: "plan" }, program);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(await readAtPlan(ran, name)).toEqual(atSynth);
    expect([atSynth.exitCode, atSynth.findings.length > 0]).toEqual(isDrifted ? [1, true] : [0, false]);
  }
});
