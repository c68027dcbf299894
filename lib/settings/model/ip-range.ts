import { isIPv4 } from "node:net";
import type * as IpAddresses from "ipaddr.js";
import { remember } from "./remember.js";

/** A range of addresses: all that share the first `bits` bits of `bytes`. */
interface IpRange {
  readonly bytes: readonly number[];
  readonly bits: number;
  /** The one text for all its notations. */
  readonly text: string;
}

/** Written as colons and digits alone, or as an IPv4 address that is mapped into IPv6. No address is longer. */
const IPV6 = /^(?:[0-9a-f:]{2,40}|::ffff:(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3})$/i;

let library: typeof IpAddresses | undefined;

/** The library is loaded when the first address is met that is more than four plain numbers. */
function loadIpLibrary(): typeof IpAddresses {
  library ??= require("ipaddr.js") as typeof IpAddresses;
  return library;
}

const parseRange = remember((text: string): IpRange | null => {
  if (text.includes("*")) return parseStars(text);
  const [address = "", bits, ...rest] = text.split("/");
  const bytes = parseAddress(address);
  if (bytes === null || rest.length > 0) return null;
  const size = bytes.length * 8;
  const prefix = bits ?? String(size);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > size) return null;
  return buildRange(bytes, Number(prefix));
});

/** A range like `10.0.*.*`: a star stands for one whole number, and only stars may follow a star. */
function parseStars(text: string): IpRange | null {
  const parts = text.split(".");
  const stars = parts.indexOf("*");
  const first = parts.map((part) => (part === "*" ? "0" : part)).join(".");
  if (!isIPv4(first) || parts.slice(stars).some((part) => part !== "*")) return null;
  return buildRange(first.split(".").map(Number), stars * 8);
}

/** The bytes of an address in one of the usual notations; `null` for octal and short IPv4, for zones, and for anything else. */
function parseAddress(address: string): readonly number[] | null {
  if (isIPv4(address)) return address.split(".").map(Number);
  const { IPv6 } = loadIpLibrary();
  return IPV6.test(address) && IPv6.isValid(address) ? IPv6.parse(address).toByteArray() : null;
}

function buildRange(address: readonly number[], bits: number): IpRange {
  const bytes = maskBytes(address, bits);
  return { bytes, bits, text: formatRange(bytes, bits) };
}

function maskBytes(bytes: readonly number[], bits: number): readonly number[] {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}

function formatRange(bytes: readonly number[], bits: number): string {
  const v4 = bytes.length === 4;
  if (v4 && bits % 8 === 0) return bytes.map((byte, index) => (index * 8 < bits ? byte : "*")).join(".");
  const address = loadIpLibrary()
    .fromByteArray([...bytes])
    .toString();
  return bits === bytes.length * 8 ? address : `${address}/${bits}`;
}

/**
 * The one text for all notations of one range: `10.0.0.*` for `10.0.0.0/24`, the shortest spelling of an IPv6
 * address. A text that is no documented notation stands for itself.
 */
export function canonicalizeIpRange(text: string): string {
  // Long lists hold hardly anything else than such addresses, and each of them has one notation.
  return isIPv4(text) ? text : (parseRange(text)?.text ?? text);
}

/** Whether each address of one range is in another one. A text that is no documented notation covers nothing. */
export function coversIpRange(wider: string, narrower: string): boolean {
  // One address covers itself alone; long lists hold hardly anything else, and this parses none of them.
  if (isIPv4(wider)) return canonicalizeIpRange(narrower) === wider;
  const outer = parseRange(wider);
  const inner = parseRange(narrower);
  if (outer === null || inner === null || outer.bytes.length !== inner.bytes.length) return false;
  if (outer.bits > inner.bits) return false;
  return maskBytes(inner.bytes, outer.bits).every((byte, index) => byte === outer.bytes[index]);
}
