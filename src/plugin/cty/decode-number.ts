import type { MsgpackReader } from "../wire/read-msgpack.js";
import { ExactNumber, exactDouble, parseNumber } from "./number.js";

/** Reads a number: Terraform writes it as an integer, as a double or as decimal text, whichever is exact. */
export function decodeNumber(reader: MsgpackReader): number | ExactNumber {
  switch (reader.kind) {
    case "int": {
      const integer = reader.int();
      return typeof integer === "bigint" ? new ExactNumber(integer.toString()) : integer;
    }
    case "float":
      return exactDouble(reader.float());
    case "string":
      return parseNumber(reader.string());
    default:
      throw new TypeError(`expected a number, found msgpack ${reader.kind}`);
  }
}
