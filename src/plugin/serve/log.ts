export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** Writes a line of Terraform's log, which is seen with `TF_LOG` or `TF_LOG_PROVIDER` only. */
export function writeLog(level: LogLevel, message: string): void {
  // Without a timestamp: Terraform adds its own, and refuses one with milliseconds.
  process.stderr.write(`${JSON.stringify({ "@level": level, "@message": message })}\n`);
}
