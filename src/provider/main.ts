import { VERSION } from "../../lib/version.js";
import { serveProvider } from "../plugin/serve.js";

serveProvider({
  name: "fullstory",
  source: "cdktf-fullstory/fullstory",
  version: VERSION,
  load() {
    const { createProvider }: typeof import("./provider.js") = require("./provider.js");
    return createProvider();
  },
  exit: (code) => process.exit(code),
});
