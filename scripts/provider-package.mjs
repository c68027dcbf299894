// Writes the files of a release of the provider: npm run provider:package -- [--out DIR] [--sign KEY]
// KEY is what `gpg --local-user` takes: the id or the mail address of a secret key in gpg's keyring.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const { readPackageFiles, buildRelease } = createRequire(import.meta.url)(
  "../dist/src/provider-package/index.js",
);
const { values } = parseArgs({
  options: { out: { type: "string", default: "provider-release" }, sign: { type: "string" } },
});
const out = resolve(values.out);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const files = buildRelease(version, readPackageFiles());
mkdirSync(out, { recursive: true });
for (const { name, content } of files) {
  writeFileSync(join(out, name), content);
  process.stdout.write(`${join(values.out, name)}  ${content.length} bytes\n`);
}

const sums = join(out, files.at(-1).name);
rmSync(`${sums}.sig`, { force: true });
if (values.sign === undefined) {
  process.stdout.write("not signed: give --sign KEY for a release that a registry accepts\n");
} else {
  execFileSync("gpg", ["--batch", "--local-user", values.sign, "--detach-sign", sums], { stdio: "inherit" });
  process.stdout.write(`${join(values.out, files.at(-1).name)}.sig\n`);
}
