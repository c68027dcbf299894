import {
  type FullstoryClient,
  FullstoryError,
  NotFoundError,
  type SettingsDocument,
} from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import { type OrgDocuments, type Slot, toDocuments } from "../../../lib/snapshot/index.js";
import type { Context } from "../context.js";
import { Progress } from "../progress.js";
import { UsageError } from "../usage-error.js";
import { type Connection, withClient } from "./connect.js";

/** What an org says now. */
export interface LiveReading {
  /** Absent where `GET /me` did not say. */
  readonly org?: string;
  readonly host: string;
  readonly at: Date;
  readonly documents: OrgDocuments;
  /** Names of documents that the org's plan does not include. */
  readonly skipped: readonly string[];
}

/** Reads the documents asked for, all at once, and whose they are. */
export function readLive(context: Context, slots: readonly Slot[]): Promise<LiveReading> {
  return withClient(context, async ({ client, host }) => {
    const progress = new Progress(context);
    let done = 0;
    const countDone = async <T>(work: Promise<T>): Promise<T> => {
      const value = await work;
      progress.say(`read ${++done} of ${slots.length + 1} from ${host}`);
      return value;
    };
    progress.say(`reading ${slots.length} documents from ${host}`);
    try {
      const [me, ...answers] = await Promise.allSettled([
        countDone(client.me({ signal: context.signal })),
        ...slots.map((slot) => countDone(readSlot(client, slot, context.signal))),
      ] as const);
      if (me.status === "fulfilled") checkOrg(context, me.value.orgId);
      const documents = sortAnswers(slots, answers);
      const org = me.status === "fulfilled" ? me.value.orgId : reportUnknownOrg(context, me.reason);
      return { ...omitUndefined({ org }), host, at: context.now, ...documents };
    } finally {
      progress.end();
    }
  });
}

function checkOrg({ settings }: Pick<Context, "settings">, org: string): void {
  if (settings.expectOrg === undefined || settings.expectOrg === org) return;
  throw new UsageError(
    `wrong org: the key belongs to ${org}, and ${settings.expectOrg} was expected`,
    "Give the key of the expected org, or correct the expectation.",
  );
}

/** Whose key it is, where the org must be known. @throws UsageError when it cannot be confirmed, or is another one */
export async function confirmOrg(context: Context, { client }: Connection): Promise<void> {
  if (context.settings.expectOrg === undefined) return;
  const asked = client.me({ signal: context.signal });
  const org = await asked.then(
    ({ orgId }) => orgId,
    (reason: unknown) => reportUnknownOrg(context, reason),
  );
  if (org !== undefined) checkOrg(context, org);
}

/** `GET /me` did not answer: a warning, unless an org is expected. It is in neither of the vendor's two pages. */
function reportUnknownOrg({ settings, io }: Context, reason: unknown): undefined {
  if (!(reason instanceof FullstoryError) || reason.code === "aborted") throw reason;
  if (settings.expectOrg !== undefined) throw createUnconfirmedError(settings.expectOrg, reason);
  io.note(`warning: the org is not known: ${reason.message}`);
}

export function createUnconfirmedError(expected: string, { message }: FullstoryError): UsageError {
  return new UsageError(
    `the org could not be confirmed: ${message}, and ${expected} was expected`,
    "Run again when GET /me answers, or drop the expectation (--expect-org, FULLSTORY_EXPECT_ORG, expectOrg).",
  );
}

/** An endpoint that is not there is not in the org's plan, unless none is there: then the host is a wrong one. */
function sortAnswers(
  slots: readonly Slot[],
  answers: readonly PromiseSettledResult<SettingsDocument>[],
): Pick<LiveReading, "documents" | "skipped"> {
  const entries: { slot: Slot; document: SettingsDocument }[] = [];
  const skipped: string[] = [];
  let missing: unknown;
  for (const [index, slot] of slots.entries()) {
    const answer = answers[index];
    if (answer?.status === "fulfilled") entries.push({ slot, document: answer.value });
    else if (answer?.reason instanceof NotFoundError) {
      missing ??= answer.reason;
      skipped.push(slot.name);
    } else throw answer?.reason;
  }
  if (entries.length === 0) throw missing;
  return { documents: toDocuments(entries), skipped };
}

export function readSlot(
  client: FullstoryClient,
  { endpoint, platform }: Slot,
  signal: AbortSignal,
): Promise<SettingsDocument> {
  return client.getDocument(endpoint, { signal, ...omitUndefined({ platform }) });
}
