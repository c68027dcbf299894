import { VERSION } from "../../lib/version.js";
import { serveProvider } from "../plugin/serve.js";

serveProvider({
  name: "null",
  source: "hashicorp/null",
  version: VERSION,
  load() {
    const { createNullProvider }: typeof import("./provider.js") = require("./provider.js");
    return createNullProvider();
  },
  exit: (code) => process.exit(code),
});
