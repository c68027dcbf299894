import type { Platform } from "../../../lib/settings/index.js";
import type { AttributePath, CtyObject, CtyValue, Diagnostic } from "../../plugin/index.js";
import { Unknown } from "../../plugin/index.js";
import { diagnosticOf } from "../messages/diagnostic.js";

/** A value of a configuration that cannot be meant. */
export class ArgumentFault extends Error {
  constructor(
    readonly attribute: string,
    message: string,
  ) {
    super(message);
    this.name = "ArgumentFault";
  }

  get diagnostic(): Diagnostic {
    const path: AttributePath = [{ attribute: this.attribute }];
    return diagnosticOf("error", `fullstory: bad declaration, ${this.attribute} ${this.message}`, path);
  }
}

/** Reads the arguments of a data source. What is not known yet counts as left out: it is looked at again later. */
export class Arguments {
  constructor(private readonly config: CtyObject) {}

  /** @throws ArgumentFault */
  platform(): Platform | undefined {
    const value = this.value("platform");
    if (value === null) return undefined;
    if (value === "web" || value === "mobile") return value;
    throw new ArgumentFault("platform", 'must be "web" or "mobile"');
  }

  /** An ISO 8601 instant. @throws ArgumentFault */
  since(): string | undefined {
    const value = this.value("since");
    if (value === null) return undefined;
    const ms = typeof value === "string" && DATE.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(ms)) {
      throw new ArgumentFault("since", 'must be a date like "2026-01-31" or an ISO 8601 instant');
    }
    return new Date(ms).toISOString();
  }

  /** @throws ArgumentFault */
  limit(): number | undefined {
    const value = this.value("limit");
    if (value === null) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 100) return value;
    throw new ArgumentFault("limit", "must be a whole number from 1 to 100");
  }

  text(attribute: string): string | undefined {
    const value = this.value(attribute);
    return typeof value === "string" ? value : undefined;
  }

  flag(attribute: string): boolean | undefined {
    const value = this.value(attribute);
    return typeof value === "boolean" ? value : undefined;
  }

  private value(attribute: string): CtyValue {
    const value = this.config.get(attribute) ?? null;
    return value instanceof Unknown ? null : value;
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** What is wrong with the arguments, where reading them throws. */
export function validated(read: () => unknown): readonly Diagnostic[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ArgumentFault) return [error.diagnostic];
    throw error;
  }
}
