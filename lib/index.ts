export type {
  CallOptions,
  ClientOptions,
  EndpointName,
  HistoryOptions,
  Me,
  Platform,
  PlatformCallOptions,
  SessionEvents,
  SessionEventsOptions,
  SettingsDocument,
  SettingsDocuments,
} from "./client/index.js";
export type {
  DataFullstory,
  DataFullstoryPlatformProps,
  DataFullstoryProps,
} from "./constructs/data-fullstory.js";
export type {
  DataFullstoryHistory,
  DataFullstoryHistoryProps,
  DataFullstoryPlatformHistoryProps,
  SettingsHistory,
} from "./constructs/data-fullstory-history.js";
export {
  DataFullstoryRecordingBlocking,
  DataFullstoryRecordingBlockingHistory,
} from "./constructs/data-fullstory-recording-blocking.js";
export {
  DataFullstoryRecordingDomain,
  DataFullstoryRecordingDomainHistory,
} from "./constructs/data-fullstory-recording-domain.js";
export {
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingFeaturesHistory,
} from "./constructs/data-fullstory-recording-features.js";
export {
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingGeoHistory,
} from "./constructs/data-fullstory-recording-geo.js";
export {
  DataFullstoryRecordingPrivacy,
  DataFullstoryRecordingPrivacyHistory,
} from "./constructs/data-fullstory-recording-privacy.js";
export {
  DataFullstoryRecordingTargeting,
  DataFullstoryRecordingTargetingHistory,
} from "./constructs/data-fullstory-recording-targeting.js";
export {
  DataFullstorySessionEvents,
  type DataFullstorySessionEventsProps,
} from "./constructs/data-fullstory-session-events.js";
export {
  FullstoryGate,
  type FullstoryGateProps,
  type GatePart,
  type PlatformParts,
} from "./constructs/gate.js";
export { FullstoryOrg, type FullstoryOrgProps, type SettingsSource } from "./constructs/org.js";
export {
  AbortedError,
  BadOptionError,
  BadRequestError,
  BodyTooLargeError,
  BridgeError,
  ConnectionError,
  ForbiddenError,
  FullstoryError,
  MissingKeyError,
  NotFoundError,
  PaginationLoopError,
  RateLimitError,
  ServerError,
  StaleAnswerError,
  TimeoutError,
  UnauthorizedError,
  UnexpectedAnswerError,
  WrongShapeError,
} from "./errors.js";
export type { Evidence } from "./evidence/evidence.js";
export type { ExpectOptions } from "./expectations/expectation.js";
export type { ChangedOnlyByOptions, SinceOptions } from "./expectations/history-expectation.js";
export type { Waiver } from "./expectations/waiver.js";
export { type Declared, type EachLikeOptions, Match, type Matcher } from "./settings/declare/match.js";
export type { AjaxWatch } from "./settings/endpoints/ajax-watch.js";
export type { BlockingSettings } from "./settings/endpoints/blocking.js";
export type { DomainRule, DomainSettings } from "./settings/endpoints/domain.js";
export type { ElementBlock } from "./settings/endpoints/element-block.js";
export type { FeaturesSettings } from "./settings/endpoints/features.js";
export type { GeoSettings } from "./settings/endpoints/geo.js";
export type { SettingsMetadata } from "./settings/endpoints/metadata.js";
export type { PrivacySettings } from "./settings/endpoints/privacy.js";
export type { SessionEvent } from "./settings/endpoints/session-events.js";
export type { TargetingSettings } from "./settings/endpoints/targeting.js";
export { SnapshotError } from "./snapshot/errors.js";
export {
  DeclarationError,
  type DeclarationFault,
  FrameworkMismatchError,
  GateStrippedError,
  OrgNotConfirmedError,
  synth,
  UnreadableError,
  WrongOrgError,
} from "./synthesis/index.js";

type Client = typeof import("./client/index.js");
const loadClient = (): Client => require("./client/index.js");
const lazy = {
  get FullstoryClient() {
    return loadClient().FullstoryClient;
  },
};

/** Settings without CDKTF. Loaded when it is first used: a synthesis has no need of it (row `readAt: "plan"` of the bench). */
export declare const FullstoryClient: Client["FullstoryClient"];
export type FullstoryClient = InstanceType<Client["FullstoryClient"]>;
// In the form that Node looks for when an ES module imports names of this one.
Object.defineProperty(module.exports, "FullstoryClient", {
  enumerable: true,
  get() {
    return lazy.FullstoryClient;
  },
});
