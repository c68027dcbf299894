import type { DataSource } from "../../plugin/index.js";
import type { Session } from "../session.js";
import { Arguments, validated } from "./arguments.js";
import type { ReadingSource } from "./reading-source.js";

/** The data source as Terraform calls it. */
export function dataSourceOf<Request>(source: ReadingSource<Request>, session: Session): DataSource {
  return {
    schema: source.schema,
    validate: ({ config }) => validated(() => source.request(new Arguments(config))),
    read: ({ config }, { signal }) => {
      const { readSource }: typeof import("./read-source.js") = require("./read-source.js");
      return readSource(source, { config, session, signal });
    },
  };
}
