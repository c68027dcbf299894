import { omitUndefined } from "../../lib/omit-undefined.js";
import type { Style } from "../reports/shared/style.js";

/** Where a command writes. */
export interface Io {
  /**
   * Resolves once the reader has taken the text, so that a long result does not pile up in memory; `false` when the
   * reader has gone.
   */
  print(text: string): Promise<boolean>;
  /** A line on standard error. */
  note(line: string): void;
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
}

/** Where a terminal does not say how wide it is. */
export const USUAL_WIDTH = 80;

/** The process's own streams. A reader that goes away, as `head` does, is no fault. */
export function createProcessIo(): Io {
  let gone = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    gone = true;
  });
  return {
    print: (text) =>
      new Promise((resolve) => {
        if (gone) resolve(false);
        else process.stdout.write(text, (error) => resolve(error === undefined || error === null));
      }),
    note: (line) => void process.stderr.write(`${wrapForTerminal(line)}\n`),
    outIsTerminal: process.stdout.isTTY === true,
    errorIsTerminal: process.stderr.isTTY === true,
  };
}

/** Wraps at blanks. A line with a word that is longer than the terminal stays whole, so that it can be copied. */
function wrapForTerminal(line: string): string {
  const { isTTY, columns } = process.stderr;
  const width = columns || USUAL_WIDTH;
  if (!isTTY || line.length <= width || line.split(" ").some((word) => word.length > width - 2)) return line;
  const { wrapText }: typeof import("../reports/shared/shown.js") = require("../reports/shared/shown.js");
  return wrapText(line, width - 2).join("\n  ");
}

/** Colour and width for standard output: a terminal gets both, a pipe plain lines of any length. */
export function createStyleFor(isTerminal: boolean, color: boolean | undefined): Style {
  const { toStyle }: typeof import("../reports/shared/style.js") = require("../reports/shared/style.js");
  const columns = isTerminal ? process.stdout.columns || USUAL_WIDTH : undefined;
  return toStyle({ color: color ?? (isTerminal && !isDumb()), ...omitUndefined({ columns }) });
}

/** A terminal without control sequences. */
export function isDumb(): boolean {
  return process.env["TERM"] === "dumb";
}
