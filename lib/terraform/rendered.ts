import { type Condition, equalsOneOf } from "./syntax.js";

/** What a data source puts into its stack's Terraform JSON. */
export interface Rendered {
  readonly inputs: Readonly<Record<string, string>>;
  readonly postconditions: readonly Condition[];
  /** By name; they warn and never fail. */
  readonly checks: Readonly<Record<string, Condition>>;
  /** Address of the provider, where the org names one. */
  readonly provider?: string;
  /** Whether references to metadata hold people in clear. */
  readonly namesPeople?: true;
}

/** What stands in for a data source outside a synthesis: it can never pass. */
export const NOT_RENDERED: Rendered = {
  inputs: { status: "not rendered" },
  postconditions: [
    {
      condition: equalsOneOf("self", "status", ["read"]),
      error_message: "fullstory: unreadable, this data source was rendered outside a synthesis (not drift)",
    },
  ],
  checks: {},
};

/** Collects inputs and conditions; every input key is written once. */
export class RenderedDraft implements Rendered {
  readonly inputs: Record<string, string> = {};
  readonly postconditions: Condition[] = [];
  readonly checks: Record<string, Condition> = {};

  /** Writes an input under a key that no other has, and answers that key. */
  input(key: string, value: string): string {
    let free = key;
    for (let n = 2; Object.hasOwn(this.inputs, free); n++) free = `${key}_${n}`;
    this.inputs[free] = value;
    return free;
  }

  check(name: string, condition: Condition): void {
    let free = name;
    for (let n = 2; Object.hasOwn(this.checks, free); n++) free = `${name}_${n}`;
    this.checks[free] = condition;
  }
}
