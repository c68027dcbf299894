import { type Dialect, hclDialect, typescriptDialect } from "../../../lib/messages/index.js";
import type { Endpoint } from "../../../lib/settings/index.js";

/** The language of a declaration: HCL, unless the gate was generated from code. */
export function dialectOf(document: Endpoint["document"], declaredAt: string | undefined): Dialect {
  return declaredAt === undefined ? hclDialect(document) : typescriptDialect;
}
