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
} from "../errors.js";
export type {
  EndpointName,
  Me,
  Platform,
  SessionEvents,
  SettingsDocument,
  SettingsDocuments,
} from "./api/decoding.js";
export {
  type CallOptions,
  FullstoryClient,
  type HistoryOptions,
  type PlatformCallOptions,
  type SessionEventsOptions,
} from "./api/fullstory-client.js";
export type { ClientOptions } from "./options/client-options.js";
