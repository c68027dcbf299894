import type * as IpAddresses from "ipaddr.js";
import { remembered } from "./remembered.js";

/** A range of addresses: all that share the first `bits` bits of `bytes`. */
interface IpRange {
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** An IPv4 address in its shortest spelling. It is canonical already, so nothing is parsed or remembered for it. */
const SHORTEST = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const OCTETS = /^(?:\d{1,3}|\*)(?:\.(?:\d{1,3}|\*)){3}$/;
/** Written as colons and digits alone, or as an IPv4 address that is mapped into IPv6. */
const IPV6 = /^(?:[0-9a-f:]+|::ffff:(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3})$/i;
const LONGEST = 64;

let library: typeof IpAddresses | undefined;

/** The library is loaded when the first address is met that is more than four plain numbers. */
function addresses(): typeof IpAddresses {
  library ??= require("ipaddr.js") as typeof IpAddresses;
  return library;
}

const rangeOf = remembered((text: string): IpRange | null => {
  if (text.length > LONGEST) return null;
  if (OCTETS.test(text)) return ofOctets(text);
  const [address = "", bits, ...rest] = text.split("/");
  if (rest.length > 0) return null;
  const bytes = bytesOf(address);
  if (bytes === null) return null;
  const size = bytes.length * 8;
  if (bits === undefined) return { bytes, bits: size };
  if (!/^(?:0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > size) return null;
  return { bytes: masked(bytes, Number(bits)), bits: Number(bits) };
});

function ofOctets(text: string): IpRange | null {
  const parts = text.split(".");
  const stars = parts.indexOf("*");
  if (stars >= 0 && parts.slice(stars).some((part) => part !== "*")) return null;
  const bytes = bytesOf(parts.map((part) => (part === "*" ? "0" : part)).join("."));
  return bytes && { bytes, bits: stars < 0 ? 32 : stars * 8 };
}

/** The bytes of an address in one of the usual notations; `null` for octal and short IPv4, for zones, and for anything else. */
function bytesOf(address: string): readonly number[] | null {
  const { IPv4, IPv6 } = addresses();
  if (IPv4.isValidFourPartDecimal(address)) return IPv4.parse(address).toByteArray();
  if (!IPV6.test(address) || !IPv6.isValid(address)) return null;
  return IPv6.parse(address).toByteArray();
}

function masked(bytes: readonly number[], bits: number): readonly number[] {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}

/**
 * The one text for all notations of one range: `10.0.0.*` for `10.0.0.0/24`, the shortest spelling of an IPv6
 * address. A text that is no documented notation stands for itself.
 */
export function canonicalIpRange(text: string): string {
  return SHORTEST.test(text) ? text : shortestOf(text);
}

const shortestOf = remembered((text: string): string => {
  const range = rangeOf(text);
  return range === null ? text : textOf(range);
});

function textOf({ bytes, bits }: IpRange): string {
  const v4 = bytes.length === 4;
  if (v4 && bits % 8 === 0) return bytes.map((byte, index) => (index * 8 < bits ? byte : "*")).join(".");
  const address = addresses()
    .fromByteArray([...bytes])
    .toString();
  return bits === bytes.length * 8 ? address : `${address}/${bits}`;
}

/** Whether each address of one range is in another one. A text that is no documented notation covers nothing. */
export function coversIpRange(wider: string, narrower: string): boolean {
  // One address covers itself alone; long lists hold hardly anything else, and this parses none of them.
  if (SHORTEST.test(wider)) return canonicalIpRange(narrower) === wider;
  const outer = rangeOf(wider);
  const inner = rangeOf(narrower);
  if (outer === null || inner === null || outer.bytes.length !== inner.bytes.length) return false;
  if (outer.bits > inner.bits) return false;
  return masked(inner.bytes, outer.bits).every((byte, index) => byte === outer.bytes[index]);
}
