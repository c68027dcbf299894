import { writeFileSync } from "node:fs";
import path from "node:path";
import { isRecentEnough, parseVersion } from "../../src/terraform/binary.js";
import { findTerraform, TerraformError } from "../../src/terraform/index.js";
import { fakeTerraform, temporaryFolder } from "./support.js";

const TERRAFORM = {
  terraform_version: "1.11.4",
  platform: "linux_amd64",
  provider_selections: {},
  terraform_outdated: false,
};
const OPENTOFU = { terraform_version: "1.9.0", platform: "linux_amd64", provider_selections: {} };

const saying = (answer: unknown): string => fakeTerraform(`cat <<'END'\n${JSON.stringify(answer)}\nEND`);

test("Terraform and OpenTofu are told apart by their version's JSON.", () => {
  expect(parseVersion(JSON.stringify(TERRAFORM))).toEqual({ version: "1.11.4", flavour: "terraform" });
  expect(parseVersion(JSON.stringify(OPENTOFU))).toEqual({ version: "1.9.0", flavour: "opentofu" });
});

test.each([["Terraform v1.11.4"], ["{}"], ["null"], ['{"terraform_version":1}']])(
  "%s is not a version's JSON.",
  (text) => {
    expect(parseVersion(text)).toBeUndefined();
  },
);

test("Versions from 1.5 on are recent enough, pre-releases of 1.5.0 included.", () => {
  expect(
    ["1.5.0-beta1", "1.5.0", "1.11.4", "1.6.0-alpha20230719", "2.0.0"].filter(isRecentEnough),
  ).toHaveLength(5);
  expect(["0.15.5", "1.0.0", "1.4.7", "", "x.y.z"].filter(isRecentEnough)).toEqual([]);
});

test("The real terraform on PATH is found, with its version.", async () => {
  const binary = await findTerraform();
  expect(binary).toMatchObject({ name: "terraform", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  expect(path.isAbsolute(binary.path)).toBe(true);
});

test("TERRAFORM_BINARY_NAME names another program, by name or by path.", async () => {
  const folder = saying(OPENTOFU);
  const file = path.join(folder, "terraform");
  const found = { path: file, version: "1.9.0", flavour: "opentofu" };
  const PATH = `${folder}:/usr/bin:/bin`;
  await expect(findTerraform({ PATH, TERRAFORM_BINARY_NAME: "terraform" })).resolves.toMatchObject(found);
  await expect(findTerraform({ PATH: "/bin", TERRAFORM_BINARY_NAME: file })).resolves.toMatchObject(found);
});

test("A missing program is an error of one line that says what to install.", async () => {
  const missing = findTerraform({ PATH: temporaryFolder(), TERRAFORM_BINARY_NAME: "tofu" });
  await expect(missing).rejects.toBeInstanceOf(TerraformError);
  await expect(missing).rejects.toThrow(
    /^no program tofu was found: install Terraform 1\.5 or later \(.*\n?$/,
  );
});

test("A program without the right to be executed counts as missing.", async () => {
  const PATH = temporaryFolder({ terraform: "#!/bin/sh\n" });
  await expect(findTerraform({ PATH })).rejects.toBeInstanceOf(TerraformError);
});

test("A program that is too old is an error of one line that says what to install.", async () => {
  const old = findTerraform({ PATH: `${saying({ ...TERRAFORM, terraform_version: "1.4.7" })}:/bin` });
  await expect(old).rejects.toBeInstanceOf(TerraformError);
  await expect(old).rejects.toThrow(
    /^terraform is version 1\.4\.7, which is too old: install .*1\.5 or later/,
  );
});

test("A program that answers something else is a fault that quotes it.", async () => {
  const broken = findTerraform({
    PATH: `${fakeTerraform("echo 'cannot open shared library' >&2; exit 3")}:/bin`,
  });
  await expect(broken).rejects.toBeInstanceOf(TerraformError);
  await expect(broken).rejects.toThrow(/version -json ended with 3: cannot open shared library/);
});

test("A program that cannot be executed after all is a fault.", async () => {
  const folder = fakeTerraform("");
  writeFileSync(path.join(folder, "terraform"), "#!/no/such/interpreter\n");
  await expect(findTerraform({ PATH: folder })).rejects.toBeInstanceOf(TerraformError);
});
