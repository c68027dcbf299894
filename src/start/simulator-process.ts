import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connectSimulator, type Simulator } from "../simulator/index.js";

/** Starts the simulator in a process of its own, as a user's Fullstory is; it ends when this process does. */
export async function startSimulatorProcess(): Promise<Simulator> {
  const script = join(__dirname, "..", "simulator", "main.js");
  const child = spawn(process.execPath, [script, "--quiet", "--exit-with-stdin"], {
    env: {},
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`the simulator ended with ${code} before it listened`);
    }),
  ])) as [string];
  const { url, controlToken } = JSON.parse(line) as { url: string; controlToken: string };
  return connectSimulator(url, controlToken);
}
