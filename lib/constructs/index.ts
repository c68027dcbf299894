export { DataFullstory, type DataFullstoryPlatformProps, type DataFullstoryProps } from "./data-fullstory.js";
export { DataFullstoryRecordingBlocking } from "./data-fullstory-recording-blocking.js";
export { DataFullstoryRecordingDomain } from "./data-fullstory-recording-domain.js";
export { DataFullstoryRecordingFeatures } from "./data-fullstory-recording-features.js";
export { DataFullstoryRecordingGeo } from "./data-fullstory-recording-geo.js";
export { DataFullstoryRecordingPrivacy } from "./data-fullstory-recording-privacy.js";
export { DataFullstoryRecordingTargeting } from "./data-fullstory-recording-targeting.js";
export {
  DeclarationError,
  type DeclarationFault,
  FrameworkMismatchError,
  GateStrippedError,
  WrongOrgError,
} from "./errors.js";
export type { ExpectOptions } from "./expectation.js";
export { FullstoryGate, type FullstoryGateProps, type GatePart, type PlatformParts } from "./gate.js";
export { FullstoryOrg, type FullstoryOrgProps, type SettingsSource } from "./org.js";
export { synth } from "./synth.js";
export type { Waiver } from "./waiver.js";
