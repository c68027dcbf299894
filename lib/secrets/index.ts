export {
  findKeys,
  KEY_REPORT_VARIABLE,
  type KeyFingerprint,
  listFingerprints,
  MIN_KEY_LENGTH,
  readKeyReport,
  reportKey,
} from "./key-fingerprint.js";
