export type { DataFullstory, DataFullstoryPlatformProps, DataFullstoryProps } from "./data-fullstory.js";
export type {
  DataFullstoryHistory,
  DataFullstoryHistoryProps,
  DataFullstoryPlatformHistoryProps,
  SettingsHistory,
} from "./data-fullstory-history.js";
export { DataFullstoryRecordingBlocking } from "./data-fullstory-recording-blocking.js";
export { DataFullstoryRecordingBlockingHistory } from "./data-fullstory-recording-blocking-history.js";
export { DataFullstoryRecordingDomain } from "./data-fullstory-recording-domain.js";
export { DataFullstoryRecordingDomainHistory } from "./data-fullstory-recording-domain-history.js";
export { DataFullstoryRecordingFeatures } from "./data-fullstory-recording-features.js";
export { DataFullstoryRecordingFeaturesHistory } from "./data-fullstory-recording-features-history.js";
export { DataFullstoryRecordingGeo } from "./data-fullstory-recording-geo.js";
export { DataFullstoryRecordingGeoHistory } from "./data-fullstory-recording-geo-history.js";
export { DataFullstoryRecordingPrivacy } from "./data-fullstory-recording-privacy.js";
export { DataFullstoryRecordingPrivacyHistory } from "./data-fullstory-recording-privacy-history.js";
export { DataFullstoryRecordingTargeting } from "./data-fullstory-recording-targeting.js";
export { DataFullstoryRecordingTargetingHistory } from "./data-fullstory-recording-targeting-history.js";
export {
  DataFullstorySessionEvents,
  type DataFullstorySessionEventsProps,
} from "./data-fullstory-session-events.js";
export { FullstoryGate, type FullstoryGateProps, type GatePart, type PlatformParts } from "./gate.js";
export { FullstoryOrg, type FullstoryOrgProps, type SettingsSource } from "./org.js";
