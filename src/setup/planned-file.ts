/** A file that `init` would write. */
export interface PlannedFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What it is, in a few words. */
  readonly what: string;
}

/** A planned file beside what is there. */
export interface FileState {
  readonly file: PlannedFile;
  /** `new`: nothing is there. `same`: it says this already. `kept`: it says something else, and stays. */
  readonly state: "new" | "same" | "kept";
  /** What is there. */
  readonly found?: string;
}
