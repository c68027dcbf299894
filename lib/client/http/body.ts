import { pipeline, type Readable } from "node:stream";
import { BodyText } from "./body-text.js";

/** The answer passed its cap; the caller cuts the connection. */
export class CapPassed extends Error {}

/**
 * Reads a body as UTF-8 text, unpacking gzip while it streams. The cap counts the bytes on the wire and the bytes
 * after decompression, each by itself.
 *
 * @throws CapPassed, or whatever the stream, zlib or the text decoder throws
 */
export function readText(body: Readable, gzip: boolean, maxBytes: number): Promise<string> {
  return collectBody(gzip ? unpack(body, maxBytes) : body, maxBytes);
}

/**
 * Uses events: iterating over a stream makes several promises for each chunk, which is measurable with hundreds of
 * bodies.
 */
function collectBody(stream: Readable, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = new BodyText();
    let total = 0;
    const fail = (error: unknown): void => {
      reject(error);
      stream.destroy();
    };
    stream.on("error", fail);
    stream.on("data", (chunk: Buffer) => {
      total += chunk.length;
      if (total > maxBytes) return fail(new CapPassed());
      try {
        text.add(chunk);
      } catch (error) {
        fail(error);
      }
    });
    stream.on("end", () => {
      try {
        resolve(text.finish());
      } catch (error) {
        reject(error);
      }
    });
    // Has no effect if the promise is settled already.
    stream.on("close", () => reject(new Error("the body ended too early")));
  });
}

async function* limitWireBytes(body: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let wire = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    wire += chunk.length;
    if (wire > maxBytes) throw new CapPassed();
    yield chunk;
  }
}

function unpack(body: Readable, maxBytes: number): Readable {
  // Loaded only here: most small answers come unpacked.
  const zlib: typeof import("node:zlib") = require("node:zlib");
  const gunzip = zlib.createGunzip({ chunkSize: 64 * 1024 });
  pipeline(limitWireBytes(body, maxBytes), gunzip, () => undefined);
  return gunzip;
}
