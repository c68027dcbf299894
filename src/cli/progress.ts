import type { Context } from "./context.js";
import { isDumb, USUAL_WIDTH } from "./io.js";

/** One line on standard error that says how far long work has come. Only a terminal sees it. */
export class Progress {
  readonly #isShown: boolean;

  constructor({ io, settings }: Pick<Context, "io" | "settings">) {
    this.#isShown = io.errorIsTerminal && !settings.quiet && !isDumb();
  }

  /** Replaces what the line said. The text is ours. */
  say(text: string): void {
    if (!this.#isShown) return;
    // A line that wraps could not be cleared.
    const room = (process.stderr.columns || USUAL_WIDTH) - 2;
    process.stderr.write(`\r\x1b[K${text.slice(0, room)}`);
  }

  /** Shows a text while work is done. */
  showDuring<T>(text: string, work: () => T): T {
    this.say(text);
    try {
      return work();
    } finally {
      this.end();
    }
  }

  /** Clears the line, so that what follows starts at its beginning. */
  end(): void {
    if (this.#isShown) process.stderr.write("\r\x1b[K");
  }
}
