import { type CtyObject, type CtyValue, Unknown } from "../../plugin/index.js";

/** One thing that is wrong with a configuration. */
export interface ConfigurationFault {
  /** Absent where the message names the argument itself. */
  readonly attribute?: string;
  readonly message: string;
}

/** Reads the attributes of a configuration one by one, and collects what is wrong with them. */
export class ConfigValues {
  readonly faults: ConfigurationFault[] = [];

  constructor(private readonly config: CtyObject) {}

  fault(attribute: string, message: string): undefined {
    this.faults.push({ attribute, message });
    return undefined;
  }

  text(attribute: string): string | undefined {
    const value = this.known(attribute);
    if (value === null) return undefined;
    return typeof value === "string" ? value : this.fault(attribute, "must be text");
  }

  flag(attribute: string): boolean | undefined {
    const value = this.known(attribute);
    if (value === null) return undefined;
    return typeof value === "boolean" ? value : this.fault(attribute, "must be true or false");
  }

  wholeNumber(attribute: string, least: number, most: number): number | undefined {
    const value = this.known(attribute);
    if (value === null) return undefined;
    const fits = typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
    return fits ? value : this.fault(attribute, `must be a whole number from ${least} to ${most}`);
  }

  choice<Word extends string>(attribute: string, words: readonly Word[]): Word | undefined {
    const text = this.text(attribute);
    if (text === undefined) return undefined;
    const word = words.find((each) => each === text);
    return word ?? this.fault(attribute, `must be ${words.map((each) => `"${each}"`).join(" or ")}`);
  }

  texts(attribute: string): readonly string[] | undefined {
    const value = this.known(attribute);
    if (value === null) return undefined;
    if (!Array.isArray(value)) return this.fault(attribute, "must be a list of texts");
    const items: readonly CtyValue[] = value;
    if (items.some((item) => item instanceof Unknown)) return this.fault(attribute, NOT_KNOWN);
    const texts = items.filter((item) => typeof item === "string");
    return texts.length === items.length ? texts : this.fault(attribute, "must be a list of texts");
  }

  private known(attribute: string): CtyValue {
    const value = this.config.get(attribute) ?? null;
    if (!(value instanceof Unknown)) return value;
    this.fault(attribute, NOT_KNOWN);
    return null;
  }
}

const NOT_KNOWN =
  "is not known before apply; give it a value that does not depend on a resource that is yet to be made";
