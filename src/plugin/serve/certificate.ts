import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A key and the certificate that its owner signed. */
export interface Identity {
  /** PEM, PKCS 8. */
  readonly key: string;
  /** DER. */
  readonly certificate: Buffer;
}

const BIT_STRING = 0x03;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const DNS_NAME = 0x82;
const VERSION_TAG = 0xa0;
const EXTENSIONS_TAG = 0xa3;

const COMMON_NAME = "550403";
const SUBJECT_ALT_NAME = "551d11";
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";

const HOUR_MS = 3_600_000;
/** Clocks of two processes on one machine are the same; the hour before is for a clock that is set back. */
const VALID_BEFORE_MS = HOUR_MS;
const VALID_AFTER_MS = 24 * HOUR_MS;

/** A new ECDSA key on P-256 and a self-signed certificate for the host `localhost`, which is the name go-plugin expects. */
export function createIdentity(now = new Date()): Identity {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = encode(SEQUENCE, encodeId(ECDSA_WITH_SHA256));
  const host = Buffer.from("localhost");
  const name = encode(
    SEQUENCE,
    encode(SET, encode(SEQUENCE, encodeId(COMMON_NAME), encode(UTF8_STRING, host))),
  );
  const hosts = encode(OCTET_STRING, encode(SEQUENCE, encode(DNS_NAME, host)));
  const body = encode(
    SEQUENCE,
    encode(VERSION_TAG, encode(INTEGER, Buffer.of(2))),
    encode(INTEGER, createSerial()),
    algorithm,
    name,
    encode(SEQUENCE, encodeTime(now, -VALID_BEFORE_MS), encodeTime(now, VALID_AFTER_MS)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    encode(EXTENSIONS_TAG, encode(SEQUENCE, encode(SEQUENCE, encodeId(SUBJECT_ALT_NAME), hosts))),
  );
  const signature = encode(BIT_STRING, Buffer.of(0), sign("sha256", body, privateKey));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: encode(SEQUENCE, body, algorithm, signature),
  };
}

/** Positive and without a leading zero, as DER wants an integer: the first byte is 1. */
function createSerial(): Buffer {
  return Buffer.concat([Buffer.of(1), randomBytes(8)]);
}

function encodeId(hex: string): Buffer {
  return encode(OBJECT_ID, Buffer.from(hex, "hex"));
}

/** `YYMMDDhhmmssZ`. */
function encodeTime(now: Date, offsetMs: number): Buffer {
  const digits = new Date(now.getTime() + offsetMs).toISOString().replace(/\D/g, "");
  return encode(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

/** A tag, a length and the contents. */
function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), encodeLength(body.length), body]);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}
