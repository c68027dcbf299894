export * from "./client/index.js";
export * from "./constructs/index.js";
export type { Evidence } from "./evidence/evidence.js";
export {
  type ArrayWithOptions,
  type Declared,
  type EachLikeOptions,
  Match,
  type Matcher,
} from "./settings/declare/match.js";
export type {
  AjaxWatch,
  BlockingSettings,
  DomainRule,
  DomainSettings,
  ElementBlock,
  FeaturesSettings,
  GeoSettings,
  PrivacySettings,
  SessionEvent,
  SettingsMetadata,
  TargetingSettings,
} from "./settings/index.js";
export { SnapshotError } from "./snapshot/errors.js";
