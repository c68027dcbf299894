import type { Provider } from "../plugin/index.js";
import { nullDataSource } from "./null-data-source.js";
import { nullResource } from "./null-resource.js";

/** A stand-in for hashicorp/null. */
export function createNullProvider(): Provider {
  return {
    schema: { attributes: {} },
    dataSources: { null_data_source: nullDataSource },
    resources: { null_resource: nullResource },
    describeError: (error) => ({
      severity: "error",
      summary: "The stand-in for hashicorp/null failed",
      detail: error instanceof Error ? error.message : String(error),
    }),
  };
}
