import { FullstoryError, NotFoundError, StaleAnswerError } from "../../../lib/client/index.js";
import type { Slot } from "../../../lib/snapshot/index.js";
import { type DoctorLine, fail, reportPass, warn } from "../../reports/doctor/model.js";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { type Connection, getHost, withClient } from "./connect.js";
import { createUnconfirmedError, readSlot } from "./read-live.js";

/** Checks of the way to Fullstory: key, host, proxy, clock, org, role, and each document. */
export async function checkOrg(context: Context, chosen: readonly Slot[]): Promise<readonly DoctorLine[]> {
  try {
    return await withClient(context, async (connection) => {
      const { client } = connection;
      const [who, ...documents] = await Promise.all([
        checkMe(context, connection),
        ...chosen.map((slot) => toFailure(readSlot(client, slot, context.signal))),
      ] as const);
      const clock = [who.error, ...documents].find((error) => error instanceof StaleAnswerError);
      return [
        reportPass("key", `given in ${context.settings.apiKeyEnv ?? "FULLSTORY_API_KEY"}`),
        ...checkHost(context),
        checkClock(clock),
        ...who.lines,
        ...chosen.map((slot, index) => checkDocument(slot, documents[index])),
      ];
    });
  } catch (error) {
    // The options were refused, so nothing was sent.
    const isRefusal = error instanceof FullstoryError || error instanceof UsageError;
    if (context.signal.aborted || !isRefusal) throw error;
    return [fail("key and host", error.message, error.hint)];
  }
}

/** What went wrong, or `undefined`. An interruption is thrown. */
async function toFailure(work: Promise<unknown>): Promise<FullstoryError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof FullstoryError && error.code !== "aborted") return error;
    throw error;
  }
}

function checkHost(context: Context): readonly DoctorLine[] {
  const { env } = context;
  const host = getHost(context);
  const isOfficial = /^api\.(?:eu1\.)?fullstory\.com$/.test(host);
  const proxy = ["HTTPS_PROXY", "https_proxy"].find((name) => (env[name] ?? "") !== "");
  return [
    isOfficial
      ? reportPass("host", host)
      : warn(
          "host",
          `${host}, which is not Fullstory's`,
          "unset FULLSTORY_BASE_URL and --base-url unless this is meant",
        ),
    reportPass("proxy", proxy === undefined ? "none" : `as ${proxy} and NO_PROXY say`),
  ];
}

function checkClock(error: FullstoryError | undefined): DoctorLine {
  if (error === undefined) return reportPass("clock", "no answer was off by more than 5 minutes");
  return fail("clock", error.message, error.hint);
}

async function checkMe(
  { settings, signal }: Context,
  { client }: Connection,
): Promise<{ readonly lines: readonly DoctorLine[]; readonly error?: FullstoryError }> {
  let org = "";
  let role = "";
  const askMe = async (): Promise<void> => {
    ({ orgId: org, role } = await client.me({ signal }));
  };
  const error = await toFailure(askMe());
  const { expectOrg } = settings;
  if (error !== undefined) return { lines: [checkUnknownOrg(expectOrg, error)], error };
  const isOther = expectOrg !== undefined && expectOrg !== org;
  const isKnown = ["ADMIN", "USER", "ARCHITECT"].includes(role);
  return {
    lines: [
      isOther
        ? fail("org", `${org}, and ${expectOrg} was expected`, "give the key of that org")
        : reportPass("org", org),
      isKnown
        ? reportPass("role", role === "USER" ? "USER (standard)" : role)
        : warn("role", role, "an Admin or Standard key reads settings"),
    ],
  };
}

/** Only an expectation needs `GET /me`. */
function checkUnknownOrg(expectOrg: string | undefined, error: FullstoryError): DoctorLine {
  if (expectOrg === undefined)
    return warn("org", `not known: ${error.message}`, "nothing, unless expectOrg is used");
  const { message, hint } = createUnconfirmedError(expectOrg, error);
  return fail("org", message, hint);
}

function checkDocument({ name }: Slot, error: FullstoryError | undefined): DoctorLine {
  if (error === undefined) return reportPass(name, "readable");
  if (error instanceof NotFoundError)
    return warn(name, "not in the org's plan (404)", "leave it out of the gate and of --documents");
  return fail(name, error.message, error.hint);
}
