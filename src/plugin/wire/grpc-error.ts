/** The status codes of gRPC that this server answers with. */
export const GrpcStatus = { ok: 0, unimplemented: 12, internal: 13 } as const;

export type GrpcStatusCode = (typeof GrpcStatus)[keyof typeof GrpcStatus];

/** A call that cannot be answered with a message; becomes the status of the response. */
export class GrpcError extends Error {
  constructor(
    readonly status: GrpcStatusCode,
    message: string,
  ) {
    super(message);
    this.name = "GrpcError";
  }
}
