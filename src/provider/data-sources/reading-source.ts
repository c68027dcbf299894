import type { CtyValue, Schema } from "../../plugin/index.js";
import type { Configured } from "../configured.js";
import type { Read } from "../reading/loaded.js";
import type { Arguments } from "./arguments.js";

/** A data source that reads, and judges nothing. */
export interface ReadingSource<Request> {
  readonly schema: Schema;
  /** What to call it in messages. */
  readonly document: string;
  /** @throws ArgumentFault */
  readonly request: (given: Arguments) => Request;
  /** @throws FullstoryError */
  readonly read: (request: Request, configured: Configured, signal: AbortSignal) => Promise<Answered>;
}

export interface Answered extends Read {
  readonly values: Readonly<Record<string, CtyValue>>;
}
