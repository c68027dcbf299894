import { Worker } from "node:worker_threads";
import { type Coordinates, readCoordinates } from "./control-protocol";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { parseJson } from "./json";
import type { SimulatorOptions } from "./options";
import { findCompiledWorker } from "./package-root";

/** A simulator in a thread of its own: it answers while the thread that started it is blocked. */
export interface SimulatorThread {
  readonly coordinates: Coordinates;
  end(): Promise<void>;
}

export async function startThread(options: SimulatorOptions): Promise<SimulatorThread> {
  // Neither the flags nor the environment of the program around it concern the thread.
  const worker = new Worker(findCompiledWorker(), {
    workerData: JSON.stringify(options),
    execArgv: [],
    env: {},
  });
  const end = async () => {
    worker.ref();
    await worker.terminate();
  };
  try {
    const coordinates = await readFirstMessage(worker);
    worker.on("error", (error) => process.emitWarning(`the simulator's thread ended: ${error.message}`));
    // A test that forgets to stop it shall still end.
    worker.unref();
    return { coordinates, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function readFirstMessage(worker: Worker): Promise<Coordinates> {
  const text = await new Promise<unknown>((resolve, reject) => {
    const fail = (reason: string) => reject(new SimulatorError("could_not_start", reason));
    worker.once("message", resolve);
    worker.once("error", (error) => fail(`its thread failed: ${error.message}`));
    worker.once("exit", (code) => fail(`its thread ended at once (${code})`));
  });
  const message = new Fields(parseJson(String(text)), "the thread's message", ["coordinates", "failure"]);
  const failure = message.readOptionalText("failure");
  if (failure !== undefined) throw new SimulatorError("could_not_start", failure);
  return readCoordinates(message.read("coordinates"));
}
