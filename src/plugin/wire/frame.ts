import { GrpcError, GrpcStatus } from "./grpc-error.js";

const PREFIX_BYTES = 5;
const NOT_COMPRESSED = 0;

/** The five bytes that go before a message: not compressed, and its length. */
export function framePrefix(messageBytes: number): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt8(NOT_COMPRESSED, 0);
  prefix.writeUInt32BE(messageBytes, 1);
  return prefix;
}

/** The one message in the body of a unary call, however the body was cut into chunks. */
export function unframe(chunks: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(chunks);
  if (body.length < PREFIX_BYTES) {
    throw new GrpcError(GrpcStatus.internal, `a request body of ${body.length} bytes holds no message`);
  }
  if (body.readUInt8(0) !== NOT_COMPRESSED) {
    throw new GrpcError(GrpcStatus.unimplemented, "compressed messages are not supported");
  }
  const announced = body.readUInt32BE(1);
  const received = body.length - PREFIX_BYTES;
  if (announced !== received) {
    throw new GrpcError(GrpcStatus.internal, `announced ${announced} bytes, received ${received}`);
  }
  return body.subarray(PREFIX_BYTES);
}
