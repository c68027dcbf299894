import type { MsgpackReader } from "../wire/read-msgpack.js";
import type { MsgpackWriter } from "../wire/write-msgpack.js";

/** A number that no JavaScript number equals in decimal, such as 9007199254740993. */
export class ExactNumber {
  /** The number in decimal, as it was written: `"9007199254740993"`, `"1.00000000000000000001"`, `"1e400"`. */
  readonly text: string;

  /** @throws {RangeError} if the text is not a decimal number */
  constructor(text: string) {
    if (!DECIMAL.test(text)) throw new RangeError("this text is not a decimal number");
    this.text = text;
  }
}

const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/**
 * The JavaScript number that is the same in decimal, otherwise an {@link ExactNumber}.
 * @throws {RangeError} if the text is not a decimal number
 */
function parseNumber(text: string): number | ExactNumber {
  const nearest = Number(text);
  if (Number.isFinite(nearest) && normalize(text) === normalize(String(nearest))) return nearest;
  return new ExactNumber(text);
}

/** A binary number exactly, all its digits included: 0.1 in binary is not 0.1 in decimal. */
export function toExactDouble(double: number): number | ExactNumber {
  if (!Number.isFinite(double) || Number.isSafeInteger(double)) return double;
  let mantissa = double;
  let fives = 0;
  // Each doubling is exact, and ends after 1,074 of them at most.
  for (; !Number.isInteger(mantissa); fives++) mantissa *= 2;
  const digits = BigInt(mantissa) * 5n ** BigInt(fives);
  return parseNumber(`${digits}e-${fives}`);
}

/** Reads a number: Terraform writes it as an integer, as a double or as decimal text, whichever is exact. */
export function decodeNumber(reader: MsgpackReader): number | ExactNumber {
  switch (reader.kind) {
    case "int": {
      const integer = reader.int();
      return typeof integer === "bigint" ? new ExactNumber(integer.toString()) : integer;
    }
    case "float":
      return toExactDouble(reader.float());
    case "string":
      return parseNumber(reader.string());
    default:
      throw new TypeError(`expected a number, found msgpack ${reader.kind}`);
  }
}

/** Writes a number as an integer or as decimal text: 0.1 in binary would be another number for Terraform. */
export function encodeNumber(writer: MsgpackWriter, number: number | ExactNumber): void {
  if (typeof number !== "number") writer.string(number.text);
  else if (Number.isNaN(number)) throw new RangeError("NaN is no number of Terraform");
  else if (Number.isSafeInteger(number)) writer.int(number);
  else if (Number.isFinite(number)) writer.string(String(number));
  else writer.float(number);
}

/** Sign, digits without zeros at either end, and exponent: equal exactly for equal numbers. */
function normalize(text: string): string {
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError("this text is not a decimal number");
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === "-" ? "-" : ""}${significant}e${power}`;
}
