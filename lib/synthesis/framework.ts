import { App } from "cdktf";
import type { IConstruct } from "constructs";
import { FrameworkMismatchError } from "./errors.js";

/**
 * Aspects and instance checks do not reach across two copies of the framework, so a gate in an app of another copy
 * could be passed over in silence.
 *
 * @throws FrameworkMismatchError when the app is not of the copy that this package uses; it names both
 */
export function checkFramework(root: IConstruct): void {
  const isOurs: boolean = root instanceof App;
  if (!App.isApp(root) || isOurs) return;
  const ours = findModulePath(App) ?? findCdktf() ?? "unknown";
  const theirs = findModulePath(root.constructor) ?? "unknown";
  throw new FrameworkMismatchError(
    `the app comes from another copy of the framework: it uses ${theirs}, cdktf-fullstory uses ${ours}`,
    {
      hint: 'Install one copy: `npm ls cdktf constructs`. For cdktn use the alias line `"cdktf": "npm:cdktn@0.24.0"` and `overrides` as docs/cdktn.md says.',
    },
  );
}

function findCdktf(): string | undefined {
  try {
    return require.resolve("cdktf");
  } catch {
    return undefined;
  }
}

/** The file of the loaded module that a class, or a class that it extends, was exported from. */
function findModulePath(of: unknown): string | undefined {
  const lineage = new Set<unknown>();
  for (let each: unknown = of; typeof each === "function"; each = Object.getPrototypeOf(each))
    lineage.add(each);
  for (const [file, module] of Object.entries(require.cache ?? {})) {
    const exported: unknown = module?.exports;
    if (typeof exported !== "object" || exported === null || !/[\\/]app\.js$/.test(file)) continue;
    const app: unknown = Object.getOwnPropertyDescriptor(exported, "App")?.value;
    if (app !== undefined && lineage.has(app)) return file;
  }
  return undefined;
}
