// Writes docs/findings.md from the rules of the SARIF output. Needs `npm run build` first.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { renderFindingsPage } = createRequire(import.meta.url)(
  join(root, "dist/src/reports/shared/findings-page.js"),
);
writeFileSync(join(root, "docs/findings.md"), renderFindingsPage());
