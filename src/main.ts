import { App } from "cdktf";
import { FullstoryError, synth } from "cdktf-fullstory";
import { PrivacyGateStack } from "../examples/privacy-gate/stack.js";

/** The app of `cdktf.json`: synthesizes the example against the org that the environment names. */
async function main(): Promise<void> {
  const app = new App();
  new PrivacyGateStack(app, "privacy-gate");
  await synth(app);
}

main().catch((error: unknown) => {
  const known = error instanceof FullstoryError;
  process.stderr.write(
    known ? `error: ${error.message}\nhint: ${error.hint}\n` : `${(error as Error)?.stack ?? error}\n`,
  );
  process.exitCode = 1;
});
