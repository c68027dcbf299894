import { clip, sanitize } from "../../lib/messages/index.js";

const MAX_LINE = 2_000;
const MAX_LINES = 60;

/**
 * An error as lines, `error:` and `hint:`, in printable letters. What another program said over several lines follows
 * `error:`, indented. `secrets` are blotted out wherever they stand.
 */
export function renderFailure(error: unknown, secrets: readonly string[]): readonly string[] {
  const told = describeFailure(error);
  const sanitizeLines = (text: string): readonly string[] => {
    const whole = secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
    const lines = whole.split(/\r?\n/).filter((line) => line.trim() !== "");
    return lines.slice(0, MAX_LINES).map((line) => clip(sanitize(line.trim()), MAX_LINE));
  };
  const [first = "", ...more] = sanitizeLines(told.message);
  return [
    `error: ${first}`,
    ...more.map((line) => `  ${line}`),
    ...(told.hint === undefined ? [] : [`hint: ${sanitizeLines(told.hint).join(" ")}`]),
  ];
}

interface Told {
  readonly message: string;
  readonly hint?: string;
}

function describeFailure(error: unknown): Told {
  if (!(error instanceof Error)) return { message: "something was thrown that is no error", hint: REPORT };
  if ("code" in error && typeof error.code === "string" && error.code.startsWith("commander.")) {
    return splitCommanderError(error.message);
  }
  if ("hint" in error && typeof error.hint === "string") return { message: error.message, hint: error.hint };
  // Not one of ours: its text may quote anything.
  return { message: `${error.name} in ${findPlace(error)}`, hint: REPORT };
}

const REPORT = "This is a defect of cdktf-fullstory: report it.";

/** Commander writes `error: text`, and its suggestion on a second line. */
function splitCommanderError(message: string): Told {
  const suggestion = /\n\(Did you mean (.+)\?\)$/s.exec(message);
  const text = (suggestion === null ? message : message.slice(0, suggestion.index)).replace(/^error: /, "");
  return {
    // It quotes what was typed, so its line breaks begin no lines of ours.
    message: sanitize(text),
    hint: suggestion === null ? "run cdktf-fullstory --help" : `did you mean ${suggestion[1] ?? ""}?`,
  };
}

function findPlace(error: Error): string {
  const frame = /\n\s+at [^\n]*?([\w.-]+\.[cm]?[jt]s:\d+)/.exec(error.stack ?? "");
  return frame?.[1] ?? "an unknown place";
}
