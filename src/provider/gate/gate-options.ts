import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type EndpointName, endpointNames, findNearest } from "../../../lib/settings/index.js";
import { type CtyObject, type CtyValue, isList, isObject, Unknown } from "../../plugin/index.js";
import { ConfigValues } from "../configuration/config-values.js";
import type { GateProblem, Steps } from "./gate-problem.js";

/** How strictly a gate enforces what it declares. */
export interface GateOptions {
  readonly severity?: "error" | "warning";
  readonly because?: string;
  readonly onTightened?: "error" | "warning";
  readonly onDrift: "error" | "report";
  /** `file:line` of the code that the gate was generated from. */
  readonly declaredAt?: string;
  readonly require: readonly EndpointName[];
  /** As they were written; what is wrong with one is said beside the declaration that it is for. */
  readonly waivers: readonly Readonly<Record<string, unknown>>[];
}

/** Reads the arguments of a gate beside its declarations. */
export class OptionReader {
  readonly problems: GateProblem[] = [];
  readonly unknown: Steps[] = [];

  private readonly values: ConfigValues;

  constructor(config: CtyObject) {
    this.values = new ConfigValues(config, {
      fault: (attribute, message) => this.problems.push({ steps: [attribute], message }),
      unknown: (attribute) => this.unknown.push([attribute]),
    });
  }

  read(): GateOptions {
    const { values } = this;
    const severity = values.readChoice("severity", ["error", "warning"]);
    const onTightened = values.readChoice("on_tightened", ["error", "warning"]);
    const because = values.readText("because");
    const declaredAt = values.readText("declared_at");
    if (because?.trim() === "") values.addFault("because", "must be a sentence");
    return {
      ...omitUndefined({ severity, onTightened, because, declaredAt }),
      onDrift: values.readChoice("on_drift", ["error", "report"]) ?? "error",
      require: this.readRequired(),
      waivers: this.readWaivers(),
    };
  }

  private readKnownAt(value: CtyValue, steps: Steps): CtyValue {
    if (!(value instanceof Unknown)) return value;
    this.unknown.push(steps);
    return null;
  }

  private readRequired(): readonly EndpointName[] {
    return this.readItems("require").flatMap(({ value, steps }) => {
      if (value === null) return [];
      const name = endpointNames.find((each) => each === value);
      if (name !== undefined) return [name];
      const near = typeof value === "string" ? findNearest(value, endpointNames) : undefined;
      const known =
        near === undefined ? `; they are ${endpointNames.join(", ")}` : `; did you mean "${near}"?`;
      this.problems.push({ steps, message: `names no document${known}` });
      return [];
    });
  }

  private readWaivers(): readonly Readonly<Record<string, unknown>>[] {
    return this.readItems("waivers").flatMap(({ value, steps }) => {
      if (!isObject(value)) return [];
      const entries: [string, unknown][] = [];
      const before = this.unknown.length;
      for (const [name, entry] of value) {
        const known = this.readKnownAt(entry, [...steps, name]);
        // What is null was left out.
        if (known !== null) entries.push([name, known]);
      }
      return this.unknown.length > before ? [] : [Object.fromEntries(entries)];
    });
  }

  private readItems(attribute: string): readonly { readonly value: CtyValue; readonly steps: Steps }[] {
    const list = this.values.readKnown(attribute);
    if (!isList(list)) return [];
    return list.map((item, index) => {
      const steps = [attribute, index];
      return { value: this.readKnownAt(item, steps), steps };
    });
  }
}
