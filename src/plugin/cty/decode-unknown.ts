import { MsgpackReader } from "../wire/read-msgpack.js";
import { decodeNumber } from "./decode-number.js";
import { REFINED, REFINEMENT } from "./refinement-codes.js";
import { type NumberBound, type Refinements, Unknown } from "./unknown.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads an unknown value: an extension whose body, if it has a type of its own, says what is known. */
export function decodeUnknown(reader: MsgpackReader): Unknown {
  const { type, data } = reader.extension();
  if (type !== REFINED || data.length <= 1) return new Unknown();
  const body = new MsgpackReader(data);
  const refinements: Writable<Refinements> = {};
  for (let left = body.mapSize(); left > 0; left--) {
    switch (body.int()) {
      case REFINEMENT.isNull:
        refinements.isNull = body.bool();
        break;
      case REFINEMENT.prefix:
        refinements.prefix = body.string();
        break;
      case REFINEMENT.min:
        refinements.min = decodeBound(body);
        break;
      case REFINEMENT.max:
        refinements.max = decodeBound(body);
        break;
      case REFINEMENT.minLength:
        refinements.minLength = Number(body.int());
        break;
      case REFINEMENT.maxLength:
        refinements.maxLength = Number(body.int());
        break;
      default:
        // A later version of Terraform may know more about a value. Less is always right.
        body.skip();
    }
  }
  return new Unknown(refinements);
}

function decodeBound(reader: MsgpackReader): NumberBound {
  if (reader.arraySize() !== 2) throw new TypeError("a bound is not a number and a bool");
  return { number: decodeNumber(reader), inclusive: reader.bool() };
}
