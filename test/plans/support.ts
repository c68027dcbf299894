import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, LocalBackend, type TerraformElement, TerraformStack } from "cdktf";
import { dataSources } from "../../lib/constructs/gate.js";
import type { Evidence } from "../../lib/evidence/evidence.js";
import { FullstoryOrg, type FullstoryOrgProps } from "../../lib/index.js";
import type { EndpointName, Platform } from "../../lib/settings/model/endpoint.js";
import { type NullProviderHandle, startNullProvider } from "../../src/null-provider/index.js";
import {
  type CheckResult,
  type Diagnostic,
  findTerraform,
  type PlanResult,
  planStack,
  prepareEnv,
  readChecks,
  type TerraformBinary,
  withPlanFile,
} from "../../src/terraform/index.js";
import { TestTerraform } from "../terraform/test-terraform.js";

const folders: string[] = [];
let provider: NullProviderHandle | undefined;
let binary: TerraformBinary | undefined;

afterAll(async () => {
  await provider?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The one provider of a test file, started when it is first asked for. */
export async function sharedProvider(): Promise<NullProviderHandle> {
  provider ??= await startNullProvider();
  return provider;
}

/** A folder that is gone when the file's tests have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "fullstory-plan-"));
  folders.push(folder);
  return folder;
}

/** An app with one stack, its files in a folder of its own. */
export class TestApp {
  readonly app: App;
  readonly stack: TerraformStack;

  constructor(
    readonly outdir = temporaryFolder(),
    name = "web",
    options: { skipValidation?: boolean; hclOutput?: boolean } = {},
  ) {
    this.app = new App({ outdir, ...options });
    this.stack = this.add(name);
  }

  /** One more stack. Its state lies beside its files; CDKTF would put it into the working directory. */
  add(name: string): TerraformStack {
    const stack = new TerraformStack(this.app, name);
    new LocalBackend(stack, { path: path.join(this.outdir, `${name}.tfstate`) });
    return stack;
  }

  /** An org that serves these documents, under an alias of its own. */
  org(documents: FullstoryOrgProps["source"], props: FullstoryOrgProps = {}): FullstoryOrg {
    orgs += 1;
    return new FullstoryOrg(this.stack, `org${orgs}`, {
      alias: `a${orgs}`,
      ...(documents === undefined ? {} : { source: documents }),
      ...props,
    });
  }

  /** Where the stack's files are. */
  dir(stack = this.stack.node.id): string {
    return path.join(this.outdir, "stacks", stack);
  }

  synth(): this {
    this.app.synth();
    return this;
  }

  plan(stack?: string): Promise<PlanResult> {
    return planDir(this.dir(stack));
  }

  /** Terraform's verdicts alone: one plan instead of two, for stacks with many failures. */
  async checks(stack?: string): Promise<readonly CheckResult[]> {
    const terraform = await this.terraform(stack);
    return withPlanFile(async (planFile) => {
      await terraform.plan({ out: planFile });
      return readChecks((await terraform.show(planFile)).json);
    });
  }

  terraform(stack?: string): Promise<TestTerraform> {
    return terraformIn(this.dir(stack));
  }

  json(stack?: string): StackJson {
    return JSON.parse(this.text(stack)) as StackJson;
  }

  text(stack?: string): string {
    return readFileSync(path.join(this.dir(stack), "cdk.tf.json"), "utf8");
  }

  /** Writes the stack's file anew, as somebody might after the synthesis. */
  edit(change: (text: string) => string, stack?: string): this {
    writeFileSync(path.join(this.dir(stack), "cdk.tf.json"), change(this.text(stack)));
    return this;
  }

  evidence(stack?: string): Evidence {
    return JSON.parse(
      readFileSync(path.join(this.dir(stack), "fullstory.evidence.json"), "utf8"),
    ) as Evidence;
  }
}

let orgs = 0;

/** As much of a stack's Terraform JSON as the tests look at. */
export interface StackJson {
  readonly data: {
    readonly null_data_source: Readonly<Record<string, DataSourceJson>>;
  };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly module?: Readonly<Record<string, ResourceJson>>;
  readonly check?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, readonly object[]>>;
  readonly terraform: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
}

export interface DataSourceJson {
  readonly inputs: Readonly<Record<string, string>>;
  readonly provider?: string;
  readonly lifecycle: {
    readonly postcondition: readonly { readonly condition: string; readonly error_message: string }[];
  };
}

export interface ResourceJson {
  readonly depends_on?: readonly string[];
  readonly lifecycle?: { readonly precondition?: readonly { readonly error_message: string }[] };
}

export async function planDir(dir: string, env?: NodeJS.ProcessEnv): Promise<PlanResult> {
  return planStack({
    dir,
    provider: await sharedProvider(),
    binary: await terraformBinary(),
    ...(env === undefined ? {} : { env }),
  });
}

async function terraformBinary(): Promise<TerraformBinary> {
  binary ??= await findTerraform();
  return binary;
}

/** Terraform in a folder, after `init`. */
export async function terraformIn(dir: string): Promise<TestTerraform> {
  const terraform = new TestTerraform({
    cwd: dir,
    env: prepareEnv(process.env, (await sharedProvider()).env),
    binary: await terraformBinary(),
  });
  const init = await terraform.init();
  if (init.exitCode !== 0) throw new Error(init.text);
  return terraform;
}

/** A data source of any endpoint; the declaration is not typed, as in JavaScript. */
export function dataSource(
  scope: TerraformStack,
  id: string,
  endpoint: EndpointName,
  org?: FullstoryOrg,
  platform?: Platform,
) {
  return dataSources[endpoint](scope, id, {
    ...(org === undefined ? {} : { org }),
    ...(platform === undefined ? {} : { platform }),
  });
}

export function addressOf(element: TerraformElement): string {
  return `data.null_data_source.${element.friendlyUniqueId}`;
}

/** The status of each data source in a plan's checks, by address. */
export function statusOf(checks: readonly CheckResult[]): ReadonlyMap<string, CheckResult["status"]> {
  return new Map(checks.map((check) => [check.address, check.status]));
}

/** Details of the errors of one address. */
export function errorsAt(diagnostics: readonly Diagnostic[], address: string): readonly string[] {
  return diagnostics
    .filter(({ severity, snippet }) => severity === "error" && snippet?.context?.startsWith(`${address}.`))
    .map(({ detail }) => detail);
}

/** First lines of all diagnostics of a severity. */
export function firstLines(
  diagnostics: readonly Diagnostic[],
  severity: Diagnostic["severity"],
): readonly string[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity && diagnostic.detail.startsWith("fullstory:"))
    .map(({ detail }) => detail.split("\n")[0] ?? "");
}
