import { type Agent, request } from "node:http";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/index";
import { isObject, type JsonObject, parseJson } from "../../src/simulator/json";

export const SETTINGS = "/settings/recording/v1";

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  /** The body, if it is a JSON object. */
  readonly json: JsonObject;
}

export interface AskOptions {
  readonly method?: string;
  /** The whole Authorization header; `null` for none. */
  readonly authorization?: string | null;
  readonly headers?: Record<string, string>;
  /** @default - a connection of its own */
  readonly agent?: Agent;
}

/** One request: redirects are not followed, nothing is decompressed. */
export function askUrl(url: string, options: AskOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = "GET", agent = false, authorization, headers } = options;
    const sent = { ...headers, ...(typeof authorization === "string" && { authorization }) };
    const call = request(url, { method, agent, headers: sent }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("latin1");
        const shown = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(shown),
          text,
          json: objectIn(text),
        });
      });
    });
    call.on("error", reject);
    call.end();
  });
}

/** Asks with the admin key, unless told otherwise. */
export function ask(simulator: Simulator, path: string, options: AskOptions = {}): Promise<Reply> {
  return askUrl(`${simulator.url}${path}`, { authorization: `Basic ${simulator.adminKey}`, ...options });
}

/** Waits until the condition holds; a test that waits in vain runs into its own time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function objectIn(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** One simulator for a test file, as it was at the start before each test. */
export function sharedSimulator(options?: SimulatorOptions): () => Simulator {
  let running: Simulator | undefined;
  const current = (): Simulator => {
    if (running === undefined) throw new Error("the simulator has not started yet");
    return running;
  };
  beforeAll(async () => {
    running = await startSimulator(options);
  });
  beforeEach(() => current().reset());
  afterAll(() => running?.stop());
  return current;
}
