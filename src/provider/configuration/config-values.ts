import { type CtyObject, type CtyValue, isList, Unknown } from "../../plugin/index.js";

/** Who is told what is wrong with a configuration. */
interface Told {
  readonly fault: (attribute: string, message: string) => void;
  /** A value is not known yet; it counts as left out. */
  readonly unknown: (attribute: string) => void;
}

/** Reads the attributes of a configuration one by one. What is null was left out. */
export class ConfigValues {
  constructor(
    private readonly config: CtyObject,
    private readonly told: Told,
  ) {}

  fault(attribute: string, message: string): undefined {
    this.told.fault(attribute, message);
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
    if (!isList(value)) return this.fault(attribute, "must be a list of texts");
    if (value.some((item) => item instanceof Unknown)) {
      this.told.unknown(attribute);
      return undefined;
    }
    const texts = value.filter((item) => typeof item === "string");
    return texts.length === value.length ? texts : this.fault(attribute, "must be a list of texts");
  }

  known(attribute: string): CtyValue {
    const value = this.config.get(attribute) ?? null;
    if (!(value instanceof Unknown)) return value;
    this.told.unknown(attribute);
    return null;
  }
}
