/** Why one attempt brought no usable answer. Holds nothing that the host wrote, apart from checked words. */
export type Failure =
  | { readonly kind: "connection"; readonly netCode?: string }
  | { readonly kind: "certificate"; readonly netCode: string }
  /** The connection, or the compressed stream, ended before the body did. */
  | { readonly kind: "cut"; readonly status: number; readonly netCode?: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "aborted" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: string;
      /** The documented error body's `code`, where it is a snake_case word. */
      readonly vendorCode?: string;
    }
  | { readonly kind: "redirect"; readonly status: number; readonly to: string }
  | { readonly kind: "too_large"; readonly status: number; readonly limitBytes: number }
  | { readonly kind: "stale"; readonly status: number; readonly why: string }
  /** An answer that is not HTTP as asked for, for example an encoding that was not offered. */
  | { readonly kind: "unexpected"; readonly status?: number; readonly why: string }
  /** The body is not text as documented: bad gzip, not UTF-8. */
  | { readonly kind: "garbled"; readonly status: number; readonly fault: string };

const CERTIFICATE_CODES: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_REJECTED",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

const MAX_CAUSE_DEPTH = 4;

/** The code of whatever a socket or the HTTP client threw, searched through causes, as a harmless word. */
export function findNetCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSE_DEPTH && typeof current === "object" && current !== null; depth++) {
    const code: unknown = "code" in current ? current.code : undefined;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
    const inner: unknown =
      "errors" in current && Array.isArray(current.errors) ? current.errors[0] : undefined;
    current = inner ?? ("cause" in current ? current.cause : undefined);
  }
  return undefined;
}

/** Classifies what a socket or the HTTP client threw; `status` is set once headers had come. */
export function classifyThrown(error: unknown, status?: number): Failure {
  const netCode = findNetCode(error);
  const code = netCode === undefined ? {} : { netCode };
  if (netCode === "HPE_HEADER_OVERFLOW") return { kind: "unexpected", why: "its headers are too large" };
  if (netCode !== undefined && CERTIFICATE_CODES.has(netCode)) return { kind: "certificate", netCode };
  if (status === undefined) return { kind: "connection", ...code };
  if (netCode === "Z_BUF_ERROR") return { kind: "cut", status, ...code };
  if (netCode?.startsWith("Z_") === true) return { kind: "garbled", status, fault: "$: not valid gzip" };
  if (netCode === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return { kind: "garbled", status, fault: "$: not UTF-8 text" };
  }
  return { kind: "cut", status, ...code };
}
