import { Worker } from "node:worker_threads";
import { type Coordinates, readCoordinates } from "./control-protocol";
import { SimulatorError } from "./errors";
import { Fields } from "./fields";
import { parseJson } from "./json";
import type { SimulatorOptions } from "./options";
import { compiledWorkerPath } from "./package-root";

/** A simulator in a thread of its own: it answers while the thread that started it is blocked. */
export interface SimulatorThread {
  readonly coordinates: Coordinates;
  end(): Promise<void>;
}

export async function startThread(options: SimulatorOptions): Promise<SimulatorThread> {
  // Neither the flags nor the environment of the program around it concern the thread.
  const worker = new Worker(compiledWorkerPath(), {
    workerData: JSON.stringify(options),
    execArgv: [],
    env: {},
  });
  const end = async () => {
    worker.ref();
    await worker.terminate();
  };
  try {
    const coordinates = await firstMessage(worker);
    worker.on("error", (error) => process.emitWarning(`the simulator's thread ended: ${error.message}`));
    // A test that forgets to stop it shall still end.
    worker.unref();
    return { coordinates, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function firstMessage(worker: Worker): Promise<Coordinates> {
  const text = await new Promise<unknown>((resolve, reject) => {
    const failed = (reason: string) => reject(new SimulatorError("could_not_start", reason));
    worker.once("message", resolve);
    worker.once("error", (error) => failed(`its thread failed: ${error.message}`));
    worker.once("exit", (code) => failed(`its thread ended at once (${code})`));
  });
  const message = new Fields(parseJson(String(text)), "the thread's message", ["coordinates", "failure"]);
  const failure = message.optionalText("failure");
  if (failure !== undefined) throw new SimulatorError("could_not_start", failure);
  return readCoordinates(message.value("coordinates"));
}
