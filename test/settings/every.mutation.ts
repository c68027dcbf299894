import { readdirSync } from "node:fs";
import "./compare/verdicts.test.js";

/** All tests of this folder as one file, the quickest killers first: what `npm run mutation` runs. Not for jest itself. */
const SLOW = "large.test.ts";

for (const file of readdirSync(__dirname, { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".test.ts") && !file.endsWith(SLOW)) require(`./${file.slice(0, -3)}`);
}
