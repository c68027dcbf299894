import type { Endpoint, EndpointName } from "../model/endpoint.js";
import { type BlockingSettings, blocking } from "./blocking.js";
import { type DomainSettings, domain } from "./domain.js";
import { type FeaturesSettings, features } from "./features.js";
import { type GeoSettings, geo } from "./geo.js";
import { type PrivacySettings, privacy } from "./privacy.js";
import { type TargetingSettings, targeting } from "./targeting.js";

/** What each endpoint answers. */
export interface SettingsDocuments {
  readonly blocking: BlockingSettings;
  readonly domain: DomainSettings;
  readonly geo: GeoSettings;
  readonly privacy: PrivacySettings;
  readonly features: FeaturesSettings;
  readonly targeting: TargetingSettings;
}

/** Endpoints that have one document for the web and one for mobile apps. */
export type PlatformEndpointName = "domain" | "features";

export type SettingsDocument = SettingsDocuments[EndpointName];

/** The endpoint table. Source: the vendor's page "Using Audit Trails for Settings". */
export const endpoints: Readonly<Record<EndpointName, Endpoint>> = {
  blocking,
  domain,
  geo,
  privacy,
  features,
  targeting,
};

export const endpointNames = Object.keys(endpoints) as readonly EndpointName[];
