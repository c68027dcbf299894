import { FullstoryError, NotFoundError, StaleAnswerError } from "../../../lib/client/index.js";
import type { Slot } from "../../../lib/snapshot/index.js";
import type { DoctorLine } from "../../reports/doctor/model.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { type Connection, hostOf, withClient } from "./connect.js";
import { readSlot, unconfirmed } from "./read-live.js";

/** Checks of the way to Fullstory: key, host, proxy, clock, org, role, and each document. */
export async function orgLines(context: Context, chosen: readonly Slot[]): Promise<readonly DoctorLine[]> {
  try {
    return await withClient(context, async (connection) => {
      const { client } = connection;
      const [who, ...documents] = await Promise.all([
        meLines(context, connection),
        ...chosen.map((slot) => outcomeOf(readSlot(client, slot, context.signal))),
      ] as const);
      const clock = [who.error, ...documents].find((error) => error instanceof StaleAnswerError);
      return [
        {
          check: "key",
          status: "ok",
          found: `given in ${context.settings.apiKeyEnv ?? "FULLSTORY_API_KEY"}`,
        },
        ...hostLines(context),
        clockLine(clock),
        ...who.lines,
        ...chosen.map((slot, index) => documentLine(slot, documents[index])),
      ];
    });
  } catch (error) {
    // The options were refused, so nothing was sent.
    const isRefusal = error instanceof FullstoryError || error instanceof UsageError;
    if (context.signal.aborted || !isRefusal) throw error;
    return [{ check: "key and host", status: "fail", found: error.message, remedy: error.hint }];
  }
}

/** What went wrong, or `undefined`. An interruption is thrown. */
async function outcomeOf(work: Promise<unknown>): Promise<FullstoryError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof FullstoryError && error.code !== "aborted") return error;
    throw error;
  }
}

function hostLines(context: Context): readonly DoctorLine[] {
  const { env } = context;
  const host = hostOf(context);
  const isOfficial = /^api\.(?:eu1\.)?fullstory\.com$/.test(host);
  const proxy = ["HTTPS_PROXY", "https_proxy"].find((name) => (env[name] ?? "") !== "");
  return [
    isOfficial
      ? { check: "host", status: "ok", found: host }
      : {
          check: "host",
          status: "warn",
          found: `${host}, which is not Fullstory's`,
          remedy: "unset FULLSTORY_BASE_URL and --base-url unless this is meant",
        },
    { check: "proxy", status: "ok", found: proxy === undefined ? "none" : `as ${proxy} and NO_PROXY say` },
  ];
}

function clockLine(error: FullstoryError | undefined): DoctorLine {
  if (error === undefined)
    return { check: "clock", status: "ok", found: "no answer was off by more than 5 minutes" };
  return { check: "clock", status: "fail", found: error.message, remedy: error.hint };
}

async function meLines(
  { settings, signal }: Context,
  { client }: Connection,
): Promise<{ readonly lines: readonly DoctorLine[]; readonly error?: FullstoryError }> {
  let org = "";
  let role = "";
  const asked = async (): Promise<void> => {
    ({ orgId: org, role } = await client.me({ signal }));
  };
  const error = await outcomeOf(asked());
  const { expectOrg } = settings;
  if (error !== undefined) return { lines: [unknownOrgLine(expectOrg, error)], error };
  const isOther = expectOrg !== undefined && expectOrg !== org;
  const orgLine: DoctorLine = isOther
    ? {
        check: "org",
        status: "fail",
        found: `${org}, and ${expectOrg} was expected`,
        remedy: "give the key of that org",
      }
    : { check: "org", status: "ok", found: org };
  const known = ["ADMIN", "USER", "ARCHITECT"].includes(role);
  const roleLine: DoctorLine = known
    ? { check: "role", status: "ok", found: role === "USER" ? "USER (standard)" : role }
    : { check: "role", status: "warn", found: role, remedy: "an Admin or Standard key reads settings" };
  return { lines: [orgLine, roleLine] };
}

/** Only an expectation needs `GET /me`. */
function unknownOrgLine(expectOrg: string | undefined, error: FullstoryError): DoctorLine {
  if (expectOrg === undefined) {
    const found = `not known: ${error.message}`;
    return { check: "org", status: "warn", found, remedy: "nothing, unless expectOrg is used" };
  }
  const { message: found, hint: remedy } = unconfirmed(expectOrg, error);
  return { check: "org", status: "fail", found, remedy };
}

function documentLine({ name }: Slot, error: FullstoryError | undefined): DoctorLine {
  if (error === undefined) return { check: name, status: "ok", found: "readable" };
  if (error instanceof NotFoundError) {
    const remedy = "leave it out of the gate and of --documents";
    return { check: name, status: "warn", found: "not in the org's plan (404)", remedy };
  }
  return { check: name, status: "fail", found: error.message, remedy: error.hint };
}
