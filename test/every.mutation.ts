import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The tests of some folders as one file, the quickest killers first: what `npm run mutation` runs. Not for jest itself. */
const FOLDERS = (process.env["MUTATION_TESTS"] ?? "settings,verdict,expectations").split(",");
const SLOW = ["large.test.ts", "strictness-of-pairs.test.ts"];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(__dirname, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !SLOW.some((name) => file.endsWith(name)))
    .map((file) => join(folder, file)),
);
const rank = (file: string) =>
  Number(file.includes("properties")) - Number(file.endsWith("verdicts.test.ts"));
for (const file of files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)))
  require(`./${file.slice(0, -".ts".length)}`);
