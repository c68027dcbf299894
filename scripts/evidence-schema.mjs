// Writes docs/evidence.schema.json from the schema that evidence is read with. Needs `npm run build` first.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { evidenceJsonSchema } = createRequire(import.meta.url)(join(root, "dist/lib/evidence/index.js"));
mkdirSync(join(root, "docs"), { recursive: true });
writeFileSync(join(root, "docs/evidence.schema.json"), `${JSON.stringify(evidenceJsonSchema(), null, 2)}\n`);
