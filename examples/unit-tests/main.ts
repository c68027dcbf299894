import { App } from "cdktf";
import { FullstoryError, synth } from "cdktf-fullstory";
import { CheckoutStack } from "./stack.js";

const app = new App();
new CheckoutStack(app, "unit-tests");

synth(app).catch((error: unknown) => {
  console.error(error instanceof FullstoryError ? `${error.message}\n${error.hint}` : error);
  process.exitCode = 1;
});
