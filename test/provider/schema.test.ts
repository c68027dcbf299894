import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, startBench } from "./support.js";

const GOLDEN = join(__dirname, "schema.golden");

interface SchemaJson {
  readonly provider_schemas: Readonly<Record<string, object>>;
}

test("The schema of the provider is the one that was reviewed.", async () => {
  const bench = await startBench();
  const { stdout } = await run(bench.folder(""), bench, ["providers", "schema", "-json"]);
  const { provider_schemas } = JSON.parse(stdout) as SchemaJson;
  const schema = provider_schemas["registry.terraform.io/cdktf-fullstory/fullstory"];
  const text = `${JSON.stringify(schema, null, 1)}\n`;
  // FULLSTORY_UPDATE_GOLDEN=1 writes the file anew, for a review of its difference.
  if (process.env["FULLSTORY_UPDATE_GOLDEN"] === "1") writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
});
