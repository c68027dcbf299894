import type { App } from "cdktf";
import { getSynthesis } from "./cdktf-hooks.js";

/**
 * Fetches everything that the app's Fullstory data sources need, at once and without blocking, then calls
 * `app.synth()`. A plain `app.synth()` does the same through a synchronous bridge.
 *
 * @throws DeclarationError when the app declares what cannot be right; all faults together
 * @throws GateStrippedError when something took the gate apart
 * @throws FullstoryError where `onReadError` is `synth` and a document could not be read
 */
export async function synth(app: App): Promise<void> {
  await getSynthesis(app).synthesizeAsync(app);
}
