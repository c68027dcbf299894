import { omitUndefined } from "../../../lib/omit-undefined.js";
import { maskPerson } from "../../../lib/settings/index.js";
import { slots } from "../../../lib/snapshot/index.js";
import { type Changed, type ComparedDocument, isSame } from "../../reports/comparison/model.js";
import type { Context } from "../context.js";
import { Progress } from "../progress.js";
import { withClient } from "./connect.js";
import { isPartOf, type Version, walkVersions } from "./versions.js";

const PAGE = 100;
const VERSIONS = 500;

/** The differences, each with who brought it and when, as far as the histories tell: they can turn no verdict. */
export async function withWho(
  context: Context,
  documents: readonly ComparedDocument[],
): Promise<readonly ComparedDocument[]> {
  if (isSame(documents)) return documents;
  return withClient(context, ({ client }) => {
    const progress = new Progress(context);
    progress.say("looking up who changed it");
    const found = documents.map(async (document) => {
      const slot = slots.find(({ name }) => name === document.name);
      if (document.changes.length === 0 || slot === undefined) return document;
      const paths = document.changes.map(({ path }) => path);
      const versions = walkVersions(client, slot, { limit: PAGE, signal: context.signal });
      return { ...document, changed: await findWho(versions, paths) };
    });
    return Promise.all(found).finally(() => progress.end());
  });
}

/** Who changed each path last, where a change of a whole rule is one of everything in it, by the versions of its document, newest first. */
async function findWho(
  versions: AsyncIterable<Version>,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Changed>> {
  const changed = new Map<string, Changed>();
  let read = 0;
  try {
    for await (const { at, by, changes } of versions) {
      const who = { ...omitUndefined({ at }), ...(by === undefined ? {} : { by: maskPerson(by) }) };
      for (const path of paths)
        if (!changed.has(path) && changes.some((each) => isPartOf(path, each.path))) changed.set(path, who);
      if (changed.size === paths.length || ++read >= VERSIONS) break;
    }
  } catch {
    // A history that cannot be read tells nothing, and is not what was asked for.
  }
  return changed;
}
