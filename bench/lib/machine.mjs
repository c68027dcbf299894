import { readFileSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { run } from "./measure.mjs";

/** What a figure depends on: the machine, and the version of everything that was measured. */
export function describeMachine() {
  const [cpu] = cpus();
  const packages = ["cdktf", "constructs", "@cdktf/provider-null", "undici", "valibot"];
  return [
    ["Date", new Date().toISOString().slice(0, 16).replace("T", " ").concat(" UTC")],
    [
      "Machine",
      `${cpus().length} cores of ${cpu?.model.trim() ?? "an unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()} ${arch()}`,
    ],
    ["Node", process.version],
    ["Terraform", terraformVersion()],
    ...packages.map((name) => [name, versionOf(name)]),
    ["cdktf-fullstory", versionOf("cdktf-fullstory")],
  ];
}

function terraformVersion() {
  return JSON.parse(run("terraform", ["version", "-json"]).stdout).terraform_version;
}

function versionOf(name) {
  const folder = name === "cdktf-fullstory" ? "../.." : `../../node_modules/${name}`;
  return JSON.parse(readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8")).version;
}
