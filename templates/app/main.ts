import { App, TerraformStack } from "cdktf";
import { FullstoryError, synth } from "cdktf-fullstory";
import { declareRecordingSettings } from "./fullstory";

const app = new App();
declareRecordingSettings(new TerraformStack(app, "recording-settings"));

synth(app).catch((error: unknown) => {
  console.error(error instanceof FullstoryError ? `error: ${error.message}\nhint: ${error.hint}` : error);
  process.exitCode = 1;
});
