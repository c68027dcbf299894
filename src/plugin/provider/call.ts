/** What a handler is told about the call that it answers. */
export interface Call {
  /**
   * Aborted when Terraform asks the provider to stop (Ctrl-C) or gives up the call. The call has been answered by
   * then: what a handler still returns or throws is dropped.
   */
  readonly signal: AbortSignal;
}

export type MaybePromise<T> = T | Promise<T>;
