import type { MsgpackWriter } from "../wire/write-msgpack.js";
import type { ExactNumber } from "./number.js";

/** Writes a number as an integer or as decimal text: 0.1 in binary would be another number for Terraform. */
export function encodeNumber(writer: MsgpackWriter, number: number | ExactNumber): void {
  if (typeof number !== "number") writer.string(number.text);
  else if (Number.isNaN(number)) throw new RangeError("NaN is no number of Terraform");
  else if (Number.isSafeInteger(number)) writer.int(number);
  else if (Number.isFinite(number)) writer.string(String(number));
  else writer.float(number);
}
