import { readFileSync } from "node:fs";
import { join } from "node:path";
import { endpoints } from "../../lib/settings/index.js";
import { renderFindingsPage } from "../../src/reports/shared/findings-page.js";

test("docs/findings.md has every id that SARIF names: run node scripts/findings-page.mjs", () => {
  const page = readFileSync(join(__dirname, "../../docs/findings.md"), "utf8");
  expect(page).toBe(renderFindingsPage());
  for (const { name, document } of Object.values(endpoints))
    for (const [field, spec] of Object.entries(document.fields))
      if (spec.bookkeeping !== true) expect(page).toContain(`## \`${name}/${field}\``);
});
