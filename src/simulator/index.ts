import { ControlClient } from "./control-client";
import { readCoordinates } from "./control-protocol";
import type { SimulatorOptions } from "./options";
import { createSimulator, type Simulator } from "./simulator";
import { startThread } from "./thread";

export { DEFAULT_ORG_ID, DEFAULT_SESSION_ID } from "./defaults";
export type { DocumentName, Platform } from "./documents";
export { SimulatorError, type SimulatorErrorCode } from "./errors";
export type { ChangingFault, EndingFault, Fault, FaultMatch, FaultSchedule } from "./fault";
export type { InitialSettings, SimulatorBehaviour, SimulatorOptions } from "./options";
export type { RequestRecord } from "./request-log";
export type { Authorship, OnPlatform, SeedVersion, Simulator } from "./simulator";

/**
 * Starts a Fullstory API of one org on a port of this machine, in a thread of its own, so that it answers
 * while the thread of the caller is blocked by a synchronous read. It does not keep the process alive.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { coordinates, end } = await startThread(options);
  return createSimulator(coordinates, new ControlClient(coordinates.url, coordinates.controlToken), end);
}

/**
 * The simulator that runs elsewhere, such as `npm run simulate`, with the same abilities. `stop` ends it.
 *
 * @param url its base URL
 * @param controlToken the `controlToken` that it printed when it started
 */
export async function connectSimulator(url: string, controlToken: string): Promise<Simulator> {
  const control = new ControlClient(url, controlToken);
  const coordinates = readCoordinates(await control.call("status"));
  return createSimulator({ ...coordinates, url: url.replace(/\/+$/, "") }, control, async () => {
    await control.call("stop");
  });
}
