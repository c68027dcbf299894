import { App } from "cdktf";
import { FullstoryError, synth } from "cdktf-fullstory";
import { TwoOrgsStack } from "./stack.js";

const { FULLSTORY_EU_API_KEY = "", FULLSTORY_EU_BASE_URL, FULLSTORY_READ_AT } = process.env;

const app = new App();
new TwoOrgsStack(app, "two-orgs", {
  // Empty is an error that says so. It never falls back to the key of the other org. Where Terraform reads, no key may
  // stand in code.
  ...(FULLSTORY_READ_AT === "plan" ? {} : { apiKey: FULLSTORY_EU_API_KEY }),
  ...(FULLSTORY_EU_BASE_URL === undefined ? {} : { baseUrl: FULLSTORY_EU_BASE_URL }),
});

synth(app).catch((error: unknown) => {
  console.error(error instanceof FullstoryError ? `${error.message}\n${error.hint}` : error);
  process.exitCode = 1;
});
