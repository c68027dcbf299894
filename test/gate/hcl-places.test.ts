import { join } from "node:path";
import { findPlaces } from "../../src/gate/hcl-places.js";
import { temporaryFolder } from "../terraform/support.js";

const ROOT = `# data "fullstory_gate" "g" {
locals {}

data "fullstory_gate" "g" {
  because = "geo = 1"
  geo     = { record_geo_mode = "GEO_ALL" }
}

data "fullstory_gate" "other" { privacy = {} }
ephemeral fullstory_gate g {
  privacy = {}
}
`;

test("a declaration has the line of its argument, else that of its block, also in modules", () => {
  const folder = temporaryFolder({
    "infra/main.tf": ROOT,
    "infra/m/gate.tf": 'data "fullstory_gate" "g" {\n  geo = {}\n}\n',
    "infra/.terraform/modules/modules.json": JSON.stringify({
      Modules: [
        { Key: "", Dir: "." },
        { Key: "m.inner", Dir: "m" },
      ],
    }),
  });
  const dir = join(folder, "infra");
  const placeOf = findPlaces({ dir, dataDir: join(dir, ".terraform"), shownFrom: folder });
  expect(placeOf("data.fullstory_gate.g", "geo")).toBe("infra/main.tf:6");
  expect(placeOf("data.fullstory_gate.g", "privacy")).toBe("infra/main.tf:4");
  expect(placeOf("data.fullstory_gate.other", "privacy")).toBe("infra/main.tf:9");
  expect(placeOf("ephemeral.fullstory_gate.g", "privacy")).toBe("infra/main.tf:11");
  expect(placeOf("module.m.module.inner.data.fullstory_gate.g", "geo")).toBe("infra/m/gate.tf:2");
  for (const unknown of ["data.fullstory_gate.none", "module.x.data.fullstory_gate.g", "geo"])
    expect(placeOf(unknown, "geo")).toBeUndefined();
});
