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
  const algorithm = der(SEQUENCE, objectId(ECDSA_WITH_SHA256));
  const host = Buffer.from("localhost");
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, objectId(COMMON_NAME), der(UTF8_STRING, host))));
  const hosts = der(OCTET_STRING, der(SEQUENCE, der(DNS_NAME, host)));
  const body = der(
    SEQUENCE,
    der(VERSION_TAG, der(INTEGER, Buffer.of(2))),
    der(INTEGER, serialNumber()),
    algorithm,
    name,
    der(SEQUENCE, utcTime(now, -VALID_BEFORE_MS), utcTime(now, VALID_AFTER_MS)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(EXTENSIONS_TAG, der(SEQUENCE, der(SEQUENCE, objectId(SUBJECT_ALT_NAME), hosts))),
  );
  const signature = der(BIT_STRING, Buffer.of(0), sign("sha256", body, privateKey));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: der(SEQUENCE, body, algorithm, signature),
  };
}

/** Positive and without a leading zero, as DER wants an integer: the first byte is 1. */
function serialNumber(): Buffer {
  return Buffer.concat([Buffer.of(1), randomBytes(8)]);
}

function objectId(hex: string): Buffer {
  return der(OBJECT_ID, Buffer.from(hex, "hex"));
}

/** `YYMMDDhhmmssZ`. */
function utcTime(now: Date, offsetMs: number): Buffer {
  const digits = new Date(now.getTime() + offsetMs).toISOString().replace(/\D/g, "");
  return der(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

/** A tag, a length and the contents. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}
