/** A comment that could not be posted: why, and what to do. Holds neither the token nor text of the host. */
export class CommentError extends Error {
  readonly hint: string;
  /** HTTP status of the host's answer, where there was one. */
  readonly status?: number;

  constructor(message: string, hint: string, status?: number) {
    super(message);
    this.name = "CommentError";
    this.hint = hint;
    if (status !== undefined) this.status = status;
  }
}
