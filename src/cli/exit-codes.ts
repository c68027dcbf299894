/** What the program tells the shell. */
export const ExitCode = {
  /** Everything is as declared; warnings and waivers in force included. */
  match: 0,
  /** The tool could not decide: unreadable, stale, not evaluated, bad input; even beside drift. */
  undecided: 1,
  /** Something differs. */
  drift: 2,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
