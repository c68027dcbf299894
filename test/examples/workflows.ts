import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./support";

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly "continue-on-error"?: boolean;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(ROOT, "examples", "github-actions");

/** The action at the top of the repository. */
export interface Action {
  readonly text: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export function action(): Action {
  const text = readFileSync(join(ROOT, "action.yml"), "utf8");
  return { ...(parse(text) as Omit<Action, "text">), text };
}

export function workflows(folder = FOLDER): readonly Workflow[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return { ...(parse(text) as Omit<Workflow, "file" | "text">), file, text };
    });
}

export function workflow(file: string): Workflow {
  const found = workflows().find((each) => each.file === file);
  if (found === undefined) throw new Error(`there is no ${file}`);
  return found;
}

export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

export function step(file: string, name: string): Step {
  const found = stepsOf(workflow(file)).find((each) => each.name === name);
  if (found === undefined) throw new Error(`${file} has no step ${name}`);
  return found;
}
