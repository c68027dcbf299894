import type { ObjectField } from "./field.js";

export type EndpointName = "blocking" | "domain" | "geo" | "privacy" | "features" | "targeting";
export type Platform = "web" | "mobile";

/** One row of the endpoint table: everything that client, constructs, programs and docs know of an endpoint. */
export interface Endpoint {
  readonly name: EndpointName;
  /** The construct's noun: `DataFullstory` + this. */
  readonly noun: string;
  readonly title: string;
  readonly path: string;
  /** Whether the endpoint takes `platform=web|mobile`. */
  readonly platforms: boolean;
  /** The kind of key that the vendor's help page asks for. */
  readonly key: "standard" | "admin";
  /** What to do where a key is refused. @default - use a key with more rights */
  readonly forbidden?: string;
  readonly doc: string;
  /** Where a person changes these settings in Fullstory. */
  readonly where: string;
  readonly document: ObjectField;
}
