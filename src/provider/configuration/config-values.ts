import { type CtyObject, type CtyValue, isList, Unknown } from "../../plugin/index.js";

/** Who is told what is wrong with a configuration. */
interface Told {
  readonly fault: (attribute: string, message: string) => void;
  /** A value is not known yet; it counts as left out. */
  readonly unknown: (attribute: string) => void;
}

type Fits<T extends CtyValue> = (value: CtyValue) => value is T;

/** Reads the attributes of a configuration one by one. What is null was left out. */
export class ConfigValues {
  constructor(
    private readonly config: CtyObject,
    private readonly told: Told,
  ) {}

  addFault(attribute: string, message: string): undefined {
    this.told.fault(attribute, message);
    return undefined;
  }

  readText(attribute: string): string | undefined {
    return this.read(attribute, "must be text", (value) => typeof value === "string");
  }

  readFlag(attribute: string): boolean | undefined {
    return this.read(attribute, "must be true or false", (value) => typeof value === "boolean");
  }

  readWholeNumber(attribute: string, least: number, most: number): number | undefined {
    const fits = (value: CtyValue): value is number =>
      typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
    return this.read(attribute, `must be a whole number from ${least} to ${most}`, fits);
  }

  readChoice<Word extends string>(attribute: string, words: readonly Word[]): Word | undefined {
    const text = this.readText(attribute);
    if (text === undefined) return undefined;
    const word = words.find((each) => each === text);
    return word ?? this.addFault(attribute, `must be ${words.map((each) => `"${each}"`).join(" or ")}`);
  }

  readTexts(attribute: string): readonly string[] | undefined {
    const items = this.read(attribute, "must be a list of texts", isList);
    if (items === undefined) return undefined;
    if (items.some((item) => item instanceof Unknown)) {
      this.told.unknown(attribute);
      return undefined;
    }
    const texts = items.filter((item) => typeof item === "string");
    return texts.length === items.length ? texts : this.addFault(attribute, "must be a list of texts");
  }

  readKnown(attribute: string): CtyValue {
    const value = this.config.get(attribute) ?? null;
    if (!(value instanceof Unknown)) return value;
    this.told.unknown(attribute);
    return null;
  }

  private read<T extends CtyValue>(attribute: string, fault: string, fits: Fits<T>): T | undefined {
    const value = this.readKnown(attribute);
    if (value === null) return undefined;
    return fits(value) ? value : this.addFault(attribute, fault);
  }
}
