import type { TerraformBinary } from "./binary.js";
import { type JsonLines, parseJsonLines } from "./diagnostics.js";
import { TerraformError } from "./errors.js";
import { parseJson } from "./json.js";
import { type RunOptions, type RunResult, runTerraform, takeTail } from "./run-terraform.js";

/** How Terraform is run; `env` comes from `prepareEnv`. */
export interface TerraformOptions extends RunOptions {
  readonly binary: Pick<TerraformBinary, "path">;
}

/** What a command said. An exit code that the command does not document is an error, not a result. */
export interface TerraformResult extends RunResult {
  /** `stdout`, then `stderr`. */
  readonly text: string;
}

/** Options of both kinds of plan. */
export interface PlanOptions {
  /** Where to write the plan. */
  readonly out?: string;
  /**
   * Whether to hold the state's lock. A plan without it can run beside a deploy.
   * @default true
   */
  readonly lock?: boolean;
  /** More arguments, behind the others. */
  readonly args?: readonly string[];
}

const FOR_LOGS = ["-no-color", "-input=false"];
const CHANGES = 2;
const EXIT_CODES = [0, 1];
const PLAN_EXIT_CODES = [...EXIT_CODES, CHANGES];

/** Terraform, or OpenTofu, in one folder. A failed command is a result; only a fault of the program is thrown. */
export class Terraform {
  readonly #options: TerraformOptions;

  constructor(options: TerraformOptions) {
    this.#options = options;
  }

  init(args: readonly string[] = []): Promise<TerraformResult> {
    return this.run(["init", ...FOR_LOGS, ...args]);
  }

  /** A plan for people to read. `exitCode` is 0 for no changes, 1 for errors, 2 for changes. */
  plan(options: PlanOptions = {}): Promise<TerraformResult> {
    return this.run(["plan", ...FOR_LOGS, ...toArgs(options)], PLAN_EXIT_CODES);
  }

  /** A plan for programs to read. */
  async planJson(options: PlanOptions = {}): Promise<TerraformResult & JsonLines> {
    const result = await this.run(["plan", "-json", ...FOR_LOGS, ...toArgs(options)], PLAN_EXIT_CODES);
    return { ...result, ...parseJsonLines(result.text) };
  }

  /** A plan as one JSON document; `json` is `undefined` where that failed. */
  async show(planFile: string): Promise<TerraformResult & { readonly json: unknown }> {
    const result = await this.run(["show", "-json", "-no-color", planFile]);
    return { ...result, json: result.exitCode === 0 ? parseJson(result.stdout) : undefined };
  }

  /** Any other command. */
  async run(args: readonly string[], exitCodes: readonly number[] = EXIT_CODES): Promise<TerraformResult> {
    const { exitCode, stdout, stderr } = await runTerraform(this.#options.binary.path, args, this.#options);
    const text = stdout + stderr;
    if (!exitCodes.includes(exitCode) || isCrash(exitCode, stderr)) {
      throw new TerraformError(`terraform ${args[0]} ended with exit code ${exitCode}${takeTail(text)}`);
    }
    return { exitCode, stdout, stderr, text };
  }
}

/** A program in Go that runs out of memory ends with 2, the code that a plan uses for "there are changes". */
function isCrash(exitCode: number, stderr: string): boolean {
  return exitCode === CHANGES && /^goroutine \d+ /m.test(stderr);
}

function toArgs({ out, lock = true, args = [] }: PlanOptions): string[] {
  return [
    "-detailed-exitcode",
    ...(lock ? [] : ["-lock=false"]),
    ...(out === undefined ? [] : [`-out=${out}`]),
    ...args,
  ];
}
