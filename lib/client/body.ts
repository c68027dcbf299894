import { pipeline, type Readable } from "node:stream";
import type { Gunzip } from "node:zlib";

/** The answer passed its cap; the caller cuts the connection. */
export class CapPassed extends Error {}

const BLOCK_BYTES = 256 * 1024;

/**
 * Reads a body as UTF-8 text, unpacking gzip while it streams. The cap counts the bytes on the wire and the bytes
 * after decompression, each by itself. Small pieces are gathered in blocks, so that no framing can multiply memory.
 *
 * @throws CapPassed, or whatever the stream, zlib or the text decoder throws
 */
export async function readText(body: Readable, gzip: boolean, maxBytes: number): Promise<string> {
  const pieces: string[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, 16 * 1024));
  let used = 0;
  let total = 0;
  for await (const chunk of gzip ? unpacked(body, maxBytes) : metered(body, maxBytes)) {
    total += chunk.length;
    if (total > maxBytes) throw new CapPassed();
    for (let from = 0; from < chunk.length; ) {
      if (used === block.length) {
        pieces.push(decoder.decode(block, { stream: true }));
        if (block.length < BLOCK_BYTES) block = Buffer.allocUnsafe(BLOCK_BYTES);
        used = 0;
      }
      const copied = chunk.copy(block, used, from);
      used += copied;
      from += copied;
    }
  }
  pieces.push(decoder.decode(block.subarray(0, used)));
  return pieces.join("");
}

async function* metered(body: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let wire = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    wire += chunk.length;
    if (wire > maxBytes) throw new CapPassed();
    yield chunk;
  }
}

function unpacked(body: Readable, maxBytes: number): AsyncIterable<Buffer> {
  // Loaded only here: most small answers come unpacked.
  const zlib: typeof import("node:zlib") = require("node:zlib");
  const gunzip: Gunzip = zlib.createGunzip({ chunkSize: 64 * 1024 });
  pipeline(metered(body, maxBytes), gunzip, () => undefined);
  return gunzip;
}
