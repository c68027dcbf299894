import { inspect } from "node:util";
import { deserializeError, serializeError } from "../../../lib/client/batch/wire-error";
import { createSafeCause } from "../../../lib/client/http/failure-error";
import * as errors from "../../../lib/client/index";

const details = {
  hint: "do this",
  endpoint: "GET /me",
  status: 418,
  retryAfterMs: 7,
  attempts: 3,
  cause: createSafeCause("ECONNRESET"),
};

const { FullstoryError: _, FullstoryClient: __, WrongShapeError, ...rest } = errors;
const samples = [
  ...Object.values(rest)
    .filter((each): each is typeof errors.TimeoutError => typeof each === "function")
    .map((each) => new each("what happened", details)),
  new errors.TimeoutError("bare", { hint: "" }),
  new WrongShapeError("shape", { ...details, faults: ["$.a: one", "$.b: two"] }),
];

describe("an error that crosses a thread", () => {
  test.each(samples.map((sample) => [sample.name, sample] as const))(
    "comes out as it went in, but for its stack: %s",
    (_name, error) => {
      const plain: unknown = JSON.parse(JSON.stringify(serializeError(error)));
      const back = deserializeError(plain as ReturnType<typeof serializeError>);
      expect(back).toBeInstanceOf(error.constructor);
      expect({ ...back, message: back.message, cause: String(back.cause) }).toEqual({
        ...error,
        message: error.message,
        cause: String(error.cause),
      });
      expect(serializeError(back)).toEqual(plain);
    },
  );

  test("that is none of ours loses its text, which may hold anything", () => {
    const foreign = Object.assign(new Error("SECRETKEY"), { headers: "SECRETKEY", code: "EPIPE" });
    const plain = serializeError(foreign);
    expect(plain).toMatchObject({ code: "unexpected_answer", causeCode: "EPIPE" });
    expect(inspect([plain, deserializeError(plain)], { depth: null, showHidden: true })).not.toContain(
      "SECRETKEY",
    );
  });

  test("of a code that this version does not know is an unexpected answer", () => {
    const back = deserializeError({ code: "newer", message: "m", hint: "h" });
    expect(back).toBeInstanceOf(errors.UnexpectedAnswerError);
    expect(back.message).toBe("m");
  });
});
