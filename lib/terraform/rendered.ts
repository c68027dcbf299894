import { toAddress } from "./addresses.js";
import { type Condition, renderMessage, renderOneOf } from "./syntax.js";

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
      condition: renderOneOf("self", "status", ["read"]),
      error_message: "fullstory: unreadable, this data source was rendered outside a synthesis (not drift)",
    },
  ],
  checks: {},
};

/** Collects inputs and conditions; every input key is written once. */
export class RenderedDraft implements Rendered {
  readonly #name: string;
  readonly inputs: Record<string, string> = {};
  readonly postconditions: Condition[] = [];
  readonly checks: Record<string, Condition> = {};

  constructor(name: string) {
    this.#name = name;
  }

  /** Writes an input under a key that no other has, and answers that key. */
  addInput(key: string, value: string): string {
    const free = findFreeKey(this.inputs, key);
    this.inputs[free] = value;
    return free;
  }

  /** Adds a condition that fails the plan where it does not hold. */
  addCondition(condition: string, message: string): void {
    this.postconditions.push({ condition, error_message: renderMessage(message) });
  }

  /** Adds a condition that fails the plan where it binds, and else a check block, which only warns. */
  judge(
    { binds, name }: { readonly binds: boolean; readonly name: string },
    condition: (subject: string) => string,
    message: string,
  ): void {
    if (binds) this.addCondition(condition("self"), message);
    else
      this.checks[findFreeKey(this.checks, `${this.#name}_${name}`)] = {
        condition: condition(toAddress(this.#name)),
        error_message: renderMessage(message),
      };
  }
}

function findFreeKey(taken: object, key: string): string {
  let free = key;
  for (let n = 2; Object.hasOwn(taken, free); n++) free = `${key}_${n}`;
  return free;
}
