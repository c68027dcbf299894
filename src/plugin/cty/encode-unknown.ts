import { MsgpackWriter } from "../wire/write-msgpack.js";
import { encodeNumber } from "./encode-number.js";
import { REFINED, REFINEMENT, UNREFINED } from "./refinement-codes.js";
import type { NumberBound, Unknown } from "./unknown.js";

const NO_REFINEMENTS = new Uint8Array(1);

/** Writes an unknown value with what is known about it. */
export function encodeUnknown(writer: MsgpackWriter, { refinements }: Unknown): void {
  const { isNull, prefix, min, max, minLength, maxLength } = refinements;
  const body = new MsgpackWriter();
  const count = [isNull, prefix, min, max, minLength, maxLength].filter(
    (known) => known !== undefined,
  ).length;
  if (count === 0) {
    writer.extension(UNREFINED, NO_REFINEMENTS);
    return;
  }
  body.mapSize(count);
  if (isNull !== undefined) {
    body.int(REFINEMENT.isNull);
    body.bool(isNull);
  }
  if (prefix !== undefined) {
    body.int(REFINEMENT.prefix);
    body.string(prefix);
  }
  if (min !== undefined) encodeBound(body, REFINEMENT.min, min);
  if (max !== undefined) encodeBound(body, REFINEMENT.max, max);
  if (minLength !== undefined) {
    body.int(REFINEMENT.minLength);
    body.int(minLength);
  }
  if (maxLength !== undefined) {
    body.int(REFINEMENT.maxLength);
    body.int(maxLength);
  }
  writer.extension(REFINED, body.finish());
}

function encodeBound(writer: MsgpackWriter, code: number, { number, inclusive }: NumberBound): void {
  writer.int(code);
  writer.arraySize(2);
  encodeNumber(writer, number);
  writer.bool(inclusive);
}
