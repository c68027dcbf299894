import { omitUndefined } from "../../../lib/omit-undefined.js";
import { maskPerson } from "../../../lib/settings/index.js";
import { slots } from "../../../lib/snapshot/index.js";
import type { Changed } from "../../reports/comparison/changed.js";
import type { ComparedDocument } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import { Progress } from "../progress.js";
import type { Connection } from "./connect.js";
import { versionsOf } from "./versions.js";

const PAGE = 100;
const VERSIONS = 500;

/** The differences, each with who brought it and when, as far as the histories tell: they can turn no verdict. */
export async function withWho(
  context: Context,
  { client }: Connection,
  documents: readonly ComparedDocument[],
): Promise<readonly ComparedDocument[]> {
  const { signal } = context;
  const progress = new Progress(context);
  progress.say("looking up who changed it");
  const found = Promise.all(
    documents.map(async (document) => {
      if (document.changes.length === 0) return document;
      const slot = slots.find(({ name }) => name === document.name);
      if (slot === undefined) return document;
      const changed = new Map<string, Changed>();
      let read = 0;
      try {
        for await (const version of versionsOf(client, slot, { limit: PAGE, signal })) {
          for (const { path } of document.changes) {
            if (changed.has(path) || !version.changes.some((each) => isSame(each.path, path))) continue;
            const { at, by } = version;
            changed.set(path, {
              ...omitUndefined({ at }),
              ...(by === undefined ? {} : { by: maskPerson(by) }),
            });
          }
          if (changed.size === document.changes.length || ++read >= VERSIONS) break;
        }
      } catch {
        // A history that cannot be read tells nothing, and is not what was asked for.
      }
      return { ...document, changed };
    }),
  );
  return found.finally(() => progress.end());
}

/** A change of a whole rule is the change of everything in it. */
function isSame(of: string, path: string): boolean {
  return of === path || path.startsWith(`${of}.`) || path.startsWith(`${of}[`);
}
