import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** A path with `/`. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATE = 8;
const VERSION_NEEDED = 20;
const MADE_ON_UNIX = (3 << 8) | VERSION_NEEDED;
const UTF8_NAMES = 0x0800;
/** The first day that a zip file can name, so that the same content always gives the same bytes. */
const DATE_1980_01_01 = (1 << 5) | 1;
const REGULAR_FILE = 0o100_000;

/** A zip file. The same entries give the same bytes. */
export function packZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = deflateRawSync(entry.content, { level: 9 });
    const common = buildCommonHeader(entry, name, packed);
    const local = Buffer.concat([toUint32(LOCAL_HEADER), common, name, packed]);
    directory.push(buildCentralHeader(entry, common, offset), name);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, buildEndOfDirectory(entries.length, central.length, offset)]);
}

/** What the header before a file and its entry in the directory have in common. */
function buildCommonHeader({ content }: ZipEntry, name: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    ...[VERSION_NEEDED, UTF8_NAMES, DEFLATE, 0, DATE_1980_01_01].map(toUint16),
    ...[crc32(content), packed.length, content.length].map(toUint32),
    toUint16(name.length),
    toUint16(0),
  ]);
}

/** The entry in the directory, but for the name at its end. */
function buildCentralHeader({ isExecutable }: ZipEntry, common: Buffer, offset: number): Buffer {
  const mode = REGULAR_FILE | (isExecutable ? 0o755 : 0o644);
  return Buffer.concat([
    toUint32(CENTRAL_HEADER),
    toUint16(MADE_ON_UNIX),
    common,
    ...[0, 0, 0].map(toUint16),
    toUint32(mode * 0x10000),
    toUint32(offset),
  ]);
}

function buildEndOfDirectory(count: number, bytes: number, offset: number): Buffer {
  return Buffer.concat([
    toUint32(END_OF_DIRECTORY),
    ...[0, 0, count, count].map(toUint16),
    toUint32(bytes),
    toUint32(offset),
    toUint16(0),
  ]);
}

function toUint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function toUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
