export {
  findKeys,
  fingerprintsOf,
  KEY_REPORT_VARIABLE,
  type KeyFingerprint,
  MIN_KEY_LENGTH,
  readKeyReport,
  reportKey,
} from "./key-fingerprint.js";
