import { App } from "cdktf";
import { FullstoryError, synth } from "cdktf-fullstory";
import { HistoryAuditStack } from "./stack.js";

const app = new App();
new HistoryAuditStack(app, "history-audit");

synth(app).catch((error: unknown) => {
  console.error(error instanceof FullstoryError ? `${error.message}\n${error.hint}` : error);
  process.exitCode = 1;
});
