const running = new Set<number>();

/** Kills all children: one listener serves them all. */
function killAll(): void {
  for (const pid of running) killGroup(pid, "SIGKILL");
}

/**
 * Ends a child's group on an abort, SIGINT first and SIGKILL when that does not help, and at once when this process
 * exits. Answers how to stop watching.
 */
export function endWithUs(
  pid: number | undefined,
  signal: AbortSignal | undefined,
  killAfterMs: number,
): () => void {
  if (pid === undefined) return () => undefined;
  let hardEnd: NodeJS.Timeout | undefined;
  const handleAbort = (): void => {
    killGroup(pid, "SIGINT");
    hardEnd = setTimeout(() => killGroup(pid, "SIGKILL"), killAfterMs);
  };
  signal?.addEventListener("abort", handleAbort, { once: true });
  if (running.size === 0) process.once("exit", killAll);
  running.add(pid);
  return () => {
    signal?.removeEventListener("abort", handleAbort);
    clearTimeout(hardEnd);
    running.delete(pid);
    if (running.size === 0) process.off("exit", killAll);
  };
}

/** The whole group, as a terminal does it: the program may be a wrapper around another. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}
