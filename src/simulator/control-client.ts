import { request } from "node:http";
import { CONTROL_HEADER, CONTROL_PREFIX } from "./control-protocol";
import { SimulatorError } from "./errors";
import { isObject, type JsonValue, parseJson } from "./json";

/** Asks the control endpoint. Uses neither `fetch` nor an agent: tests may have replaced either. */
export class ControlClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url.replace(/\/+$/, "");
    this.#token = token;
  }

  async call(command: string, body: object = {}): Promise<JsonValue> {
    const answer = parseAnswer(await this.#post(command, JSON.stringify(body)), this.#url);
    if (isObject(answer) && Object.hasOwn(answer, "value")) return answer["value"] ?? null;
    const told = isObject(answer) ? String(answer["message"]) : "no answer of the control endpoint";
    const isTokenWrong = isObject(answer) && answer["code"] === "wrong_control_token";
    throw new SimulatorError(isTokenWrong ? "wrong_control_token" : "bad_request", told);
  }

  #post(command: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) =>
        reject(
          new SimulatorError("unreachable", `${this.#url} does not answer: ${cause.message}`, { cause }),
        );
      const call = request(
        `${this.#url}${CONTROL_PREFIX}${command}`,
        {
          method: "POST",
          agent: false,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            [CONTROL_HEADER]: this.#token,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
          response.on("error", fail);
        },
      );
      call.on("error", fail);
      call.end(body);
    });
  }
}

function parseAnswer(text: string, url: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new SimulatorError("unreachable", `what answers at ${url} is not a simulator`, { cause });
  }
}
