import { parentPort, workerData } from "node:worker_threads";
import { parseJson } from "./json";
import { resolveOptions } from "./options";
import { startServer } from "./server";

/** The thread of a simulator: options in as JSON text; out, once, its coordinates or why it failed. */
async function run(optionsText: string): Promise<object> {
  try {
    const { stop, stopped, ...coordinates } = await startServer(resolveOptions(parseJson(optionsText)));
    return { coordinates };
  } catch (error) {
    return { failure: error instanceof Error ? error.message.replace(/^simulator: /, "") : String(error) };
  }
}

void run(String(workerData)).then((message) => parentPort?.postMessage(JSON.stringify(message)));
