import { type ClientOptions, FullstoryClient } from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Context } from "../context.js";
import { readKey } from "../settings.js";
import { UsageError } from "../usage-error.js";

const KEY = "FULLSTORY_API_KEY";

/** A client, and the host that its key goes to. */
export interface Connection {
  readonly client: FullstoryClient;
  readonly host: string;
}

/** Does some work with a client, and closes it. */
export async function withClient<T>(
  context: Context,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const client = new FullstoryClient(readClientOptions(context));
  try {
    for (const warning of client.warnings) context.io.note(`warning: ${warning}`);
    return await work({ client, host: getHost(context) });
  } finally {
    await client.close();
  }
}

function readClientOptions({ settings, env }: Context): ClientOptions {
  const { apiKeyEnv, baseUrl, allowHost, config } = settings;
  const { timeoutMs, deadlineMs, attempts } = config;
  if (apiKeyEnv === undefined && (env[KEY] ?? "").trim() === "") {
    throw new UsageError(
      `no API key: ${KEY} is not set or empty`,
      "Set it, or name another variable with --api-key-env. Without one, `cdktf-fullstory simulate` starts a Fullstory on this machine, and `init --offline` needs none.",
    );
  }
  return {
    ...(apiKeyEnv === undefined ? {} : { apiKey: readKey(env, apiKeyEnv) }),
    ...(allowHost.length === 0 ? {} : { allowHost }),
    ...omitUndefined({ baseUrl, timeoutMs, deadlineMs, attempts }),
  };
}

/** The client has checked the URL by now. */
export function getHost({ settings, env }: Pick<Context, "settings" | "env">): string {
  const given = settings.baseUrl ?? env["FULLSTORY_BASE_URL"]?.trim();
  return new URL(given || "https://api.fullstory.com").host;
}
