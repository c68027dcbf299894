import { type ClientOptions, FullstoryClient } from "../../../lib/client/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { Context } from "../context.js";
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
  const client = new FullstoryClient(clientOptions(context));
  try {
    for (const warning of client.warnings) context.io.note(`warning: ${warning}`);
    return await work({ client, host: hostOf(context) });
  } finally {
    await client.close();
  }
}

function clientOptions({ settings, env }: Context): ClientOptions {
  const { apiKeyEnv, baseUrl, allowHost, config } = settings;
  if (apiKeyEnv === undefined && (env[KEY] ?? "").trim() === "") {
    throw new UsageError(
      `no API key: ${KEY} is not set or empty`,
      "Set it, or name another variable with --api-key-env. Without one, `cdktf-fullstory simulate` starts a Fullstory on this machine, and `init --offline` needs none.",
    );
  }
  return {
    ...(apiKeyEnv === undefined ? {} : { apiKey: keyIn(env, apiKeyEnv) }),
    ...omitUndefined({ baseUrl }),
    ...(allowHost.length === 0 ? {} : { allowHost }),
    ...omitUndefined({
      timeoutMs: config.timeoutMs,
      deadlineMs: config.deadlineMs,
      attempts: config.attempts,
    }),
  };
}

function keyIn(env: NodeJS.ProcessEnv, name: string): string {
  const key = env[name];
  if (key !== undefined && key.trim() !== "") return key;
  throw new UsageError(
    `no API key: the environment variable ${name} is not set or empty`,
    "Set it, or name another one with --api-key-env.",
  );
}

/** The client has checked the URL by now. */
export function hostOf({ settings, env }: Pick<Context, "settings" | "env">): string {
  const given = settings.baseUrl ?? env["FULLSTORY_BASE_URL"]?.trim();
  return new URL(given === undefined || given === "" ? "https://api.fullstory.com" : given).host;
}
