/** When somebody changed a setting, as the history of the settings tells it. */
export interface Changed {
  /** ISO 8601, as the host wrote it. */
  readonly at?: string;
  /** Masked. */
  readonly by?: string;
}

/** `2026-11-21 16:02 UTC`; what is no instant is said to be unknown. */
export function minuteOf(at: string | undefined): string {
  const ms = Date.parse(at ?? "");
  if (Number.isNaN(ms)) return "at an unknown time";
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
