import { pickNeeded, prepareEnv } from "../../src/terraform/index.js";
import * as fc from "../fast-check.js";

const UNATTENDED = { TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };

test("The Fullstory key does not reach Terraform, not even through the extra variables.", () => {
  expect(prepareEnv({ FULLSTORY_API_KEY: "a" }, { FULLSTORY_API_KEY: "b" })).toEqual(UNATTENDED);
});

test("Variables that the caller calls secret do not reach Terraform.", () => {
  expect(prepareEnv({ EU_KEY: "a", OTHER: "b" }, { NA_KEY: "c" }, ["EU_KEY", "NA_KEY"])).toEqual({
    ...UNATTENDED,
    OTHER: "b",
  });
});

test("Arguments for Terraform that hide in the environment are dropped.", () => {
  const base = { TF_CLI_ARGS: "-target=x", TF_CLI_ARGS_plan: "-target=x", "TF_CLI_ARGS_state-list": "y" };
  expect(prepareEnv(base)).toEqual(UNATTENDED);
});

test("The caller's TF_REATTACH_PROVIDERS is dropped and ours is kept.", () => {
  expect(prepareEnv({ TF_REATTACH_PROVIDERS: "theirs" })).toEqual(UNATTENDED);
  expect(prepareEnv({ TF_REATTACH_PROVIDERS: "theirs" }, { TF_REATTACH_PROVIDERS: "ours" })).toEqual({
    ...UNATTENDED,
    TF_REATTACH_PROVIDERS: "ours",
  });
});

test("What backends, proxies and the choice of a state need is kept.", () => {
  const base = {
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy",
    NO_PROXY: "localhost",
    NODE_EXTRA_CA_CERTS: "/ca.pem",
    AWS_SECRET_ACCESS_KEY: "aws",
    TF_TOKEN_app_terraform_io: "token",
    TF_WORKSPACE: "staging",
    TF_DATA_DIR: ".tf",
    TF_VAR_zone: "de",
    TF_CLI_CONFIG_FILE: "/missing",
  };
  expect(prepareEnv(base)).toEqual({ ...base, ...UNATTENDED });
});

test("A caller who wants to be asked is not: the run has no person.", () => {
  expect(prepareEnv({ TF_INPUT: "1", TF_IN_AUTOMATION: "" })).toEqual(UNATTENDED);
});

test("A variable without a value is no variable.", () => {
  expect(prepareEnv({ UNSET: undefined })).toEqual(UNATTENDED);
});

test("The environment given is left as it was, and a second pass changes nothing.", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (base) => {
      const before = { ...base };
      const once = prepareEnv(base);
      expect(base).toEqual(before);
      expect(prepareEnv(once)).toEqual(once);
    }),
  );
});

test("A variable of any name that holds the key does not reach Terraform.", () => {
  const key = "na1-key-of-this-test";
  const base = {
    FULLSTORY_API_KEY: key,
    COPY: key,
    AUTH: `Basic ${key}`,
    URL: `https://x:${key}@y`,
    OTHER: "na1-key",
  };
  expect(prepareEnv(base)).toEqual({ ...UNATTENDED, OTHER: "na1-key" });
});

test("A plan of the gate by itself gets an allow-list of variables.", () => {
  const kept = {
    PATH: "/bin",
    HOME: "/home/u",
    LC_ALL: "C",
    https_proxy: "http://proxy",
    TF_CLI_CONFIG_FILE: "/x",
    TFENV_TERRAFORM_VERSION: "1.11.4",
  };
  const others = { AWS_SECRET_ACCESS_KEY: "aws", TF_VAR_zone: "de", NODE_OPTIONS: "--x", ANY_NAME: "1" };
  expect(pickNeeded({ ...kept, ...others })).toEqual(kept);
});
