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
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = deflateRawSync(entry.content, { level: 9 });
    const common = commonHeader(entry, name, packed);
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, name, packed]);
    directory.push(centralHeader(entry, common, offset), name);
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...parts, central, endOfDirectory(entries.length, central.length, offset)]);
}

/** What the header before a file and its entry in the directory have in common. */
function commonHeader({ content }: ZipEntry, name: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([
    ...[VERSION_NEEDED, UTF8_NAMES, DEFLATE, 0, DATE_1980_01_01].map(uint16),
    ...[crc32(content), packed.length, content.length].map(uint32),
    uint16(name.length),
    uint16(0),
  ]);
}

/** The entry in the directory, but for the name at its end. */
function centralHeader({ isExecutable }: ZipEntry, common: Buffer, offset: number): Buffer {
  const mode = REGULAR_FILE | (isExecutable ? 0o755 : 0o644);
  return Buffer.concat([
    uint32(CENTRAL_HEADER),
    uint16(MADE_ON_UNIX),
    common,
    ...[0, 0, 0].map(uint16),
    uint32(mode * 0x10000),
    uint32(offset),
  ]);
}

function endOfDirectory(count: number, bytes: number, offset: number): Buffer {
  return Buffer.concat([
    uint32(END_OF_DIRECTORY),
    ...[0, 0, count, count].map(uint16),
    uint32(bytes),
    uint32(offset),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
