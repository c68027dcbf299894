import { deserializeError, serializeError } from "../client/batch/wire-error.js";
import type { FullstoryError } from "../errors.js";
import { UnreadableError } from "./errors.js";
import type { EvaluatedSource } from "./stages.js";

/** What could not be read although `onReadError` is `synth`: one error for all, of the class that they share. */
export function unreadError(sources: readonly EvaluatedSource[]): FullstoryError | undefined {
  const unread = sources.flatMap(({ record, org, load }) =>
    !load.ok && org.onReadError === "synth" ? [{ path: record.construct.node.path, error: load.error }] : [],
  );
  const [first, ...others] = unread;
  if (first === undefined || others.length === 0) return first?.error;
  const lines = unread.map(({ path, error }) => `[${path}] ${error.message}`);
  const message = `${unread.length} documents could not be read:\n  ${lines.join("\n  ")}`;
  const { hint } = first.error;
  if (others.some(({ error }) => error.code !== first.error.code))
    return new UnreadableError(message, { hint });
  const known = deserializeError({ ...serializeError(first.error), message });
  return known.code === first.error.code ? known : new UnreadableError(message, { hint });
}
