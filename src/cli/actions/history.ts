import { NotFoundError } from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { maskPerson } from "../../../lib/settings/index.js";
import { openAtomicFile, type Slot } from "../../../lib/snapshot/index.js";
import { historyFormats, loadWriter } from "../../reports/formats.js";
import type { HistoryEntry } from "../../reports/history/model.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { type Connection, withClient } from "./connect.js";
import { createFieldFilter, type HistoryArguments, readRange } from "./history-arguments.js";
import { pickSlots } from "./pick-slots.js";
import { confirmOrg } from "./read-live.js";
import { mergeNewestFirst, type Version, walkVersions } from "./versions.js";

const PAGE = 100;

/** The audit trail, newest first: when, who, and what changed from the version before. */
export async function runHistory(context: Context, given: HistoryArguments): Promise<ExitCode> {
  const { settings, io, style } = context;
  const chosen = pickSlots(given.endpoint === undefined ? undefined : [given.endpoint], {
    ...settings,
    config: {},
  });
  const range = readRange(given);
  const fits = createFieldFilter(given.field, chosen);
  const showActors = given.showActors === true && io.outIsTerminal && settings.out === undefined;
  if (given.showActors === true && !showActors) {
    io.note("note: people are shown in full on a terminal only");
  }
  const writer = loadWriter(historyFormats, settings.output)(style);
  const file = settings.out === undefined ? undefined : openAtomicFile(settings.out);
  const write = async (text: string): Promise<boolean> => {
    if (file === undefined) return io.print(text);
    file.write(text);
    return true;
  };
  const progress = new Progress(context);
  try {
    await withClient(context, async (connection) => {
      progress.say(`reading from ${connection.host}`);
      await confirmOrg(context, connection);
      let read = 0;
      let shown = 0;
      for await (const version of walkTrail(context, connection, { chosen, sinceMs: range.sinceMs })) {
        if (++read % PAGE === 0) progress.say(`read ${read} versions`);
        if (version.atMs > range.untilMs && version.at !== undefined) continue;
        const changes = version.changes.filter(fits);
        if (given.field !== undefined && changes.length === 0) continue;
        // The head is written with the first version, so that nothing is written before an error.
        const head = shown === 0 ? writer.renderHead() : "";
        // The versions may go to the same terminal, and a pager's first line does.
        if (io.outIsTerminal || shown === 0) progress.end();
        const isRead = await write(head + writer.renderEntry(toEntry({ ...version, changes }, showActors)));
        if (++shown === range.limit || !isRead) break;
      }
      progress.end();
      await write(writer.renderTail(shown));
    });
    if (!context.signal.aborted) file?.commit();
    return ExitCode.match;
  } finally {
    progress.end();
    file?.abandon();
  }
}

/** All versions back to `sinceMs`. */
async function* walkTrail(
  context: Context,
  { client }: Connection,
  { chosen, sinceMs }: { readonly chosen: readonly Slot[]; readonly sinceMs: number },
): AsyncGenerator<Version, void, undefined> {
  const { io, settings, signal } = context;
  const walkBack = async function* (slot: Slot): AsyncGenerator<Version, void, undefined> {
    try {
      for await (const version of walkVersions(client, slot, { limit: PAGE, signal })) {
        if (version.atMs < sinceMs) return;
        yield version;
      }
    } catch (error) {
      // What the org's plan does not include has no history. Asked for by name, it is a fault.
      if (chosen.length === 1 || !(error instanceof NotFoundError)) throw error;
      if (!settings.quiet) io.note(`note: ${slot.name} is not in the org's plan, so it has no history`);
    }
  };
  yield* mergeNewestFirst(chosen.map(walkBack));
}

function toEntry({ slot, at, by, isFirst, changes }: Version, showActors: boolean): HistoryEntry {
  return {
    document: slot.name,
    ...omitUndefined({ at }),
    ...(by === undefined ? {} : { by: showActors ? by : maskPerson(by) }),
    isFirst,
    changes,
  };
}
