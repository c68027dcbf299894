const ARGUMENTS: Readonly<Record<string, string>> = {
  apiKey: "api_key",
  baseUrl: "base_url",
  allowHost: "allow_host",
  expectOrg: "expect_org",
  timeoutMs: "timeout",
  deadlineMs: "deadline",
  maxWaiverDays: "max_waiver_days",
  sessionId: "session_id",
  enableEventCache: "enable_event_cache",
};

const OPTION = new RegExp(`\\b(?:${Object.keys(ARGUMENTS).join("|")})\\b`, "g");

/** A sentence of ours with the options of the library called by the names of the provider's arguments. */
export function toArgumentNames(text: string): string {
  return text.replace(OPTION, (option) => ARGUMENTS[option] ?? option);
}
