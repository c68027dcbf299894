// Bundles the provider into dist/provider-package, or the folder that is given: what Terraform's package of it holds,
// and `provider install` packs.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bundle, withNeededNode } from "./provider-package/bundle.mjs";

const root = join(import.meta.dirname, "..");
const out = resolve(process.argv[2] ?? join(root, "dist/provider-package"));
const { version, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const needed = engines.node.replace(/^>=/, "");

const files = await bundle(version);
files.set("launch.cjs", withNeededNode("launch.cjs", needed));
files.set(`terraform-provider-fullstory_v${version}`, withNeededNode("launcher.sh", needed));
files.set("LICENSE", readFileSync(join(root, "LICENSE")));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, content] of files) {
  writeFileSync(join(out, name), content, { mode: name.startsWith("terraform-provider-") ? 0o755 : 0o644 });
}
