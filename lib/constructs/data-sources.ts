import type { Construct } from "constructs";
import type { EndpointName } from "../settings/model/endpoint.js";
import type { AnyDataSource, DataFullstoryPlatformProps } from "./data-fullstory.js";
import { DataFullstoryRecordingBlocking } from "./data-fullstory-recording-blocking.js";
import { DataFullstoryRecordingDomain } from "./data-fullstory-recording-domain.js";
import { DataFullstoryRecordingFeatures } from "./data-fullstory-recording-features.js";
import { DataFullstoryRecordingGeo } from "./data-fullstory-recording-geo.js";
import { DataFullstoryRecordingPrivacy } from "./data-fullstory-recording-privacy.js";
import { DataFullstoryRecordingTargeting } from "./data-fullstory-recording-targeting.js";

type Make = (scope: Construct, id: string, props: DataFullstoryPlatformProps) => AnyDataSource;

/** The data source of each endpoint. */
export const dataSources: Readonly<Record<EndpointName, Make>> = {
  blocking: (scope, id, props) => new DataFullstoryRecordingBlocking(scope, id, props),
  domain: (scope, id, props) => new DataFullstoryRecordingDomain(scope, id, props),
  features: (scope, id, props) => new DataFullstoryRecordingFeatures(scope, id, props),
  geo: (scope, id, props) => new DataFullstoryRecordingGeo(scope, id, props),
  privacy: (scope, id, props) => new DataFullstoryRecordingPrivacy(scope, id, props),
  targeting: (scope, id, props) => new DataFullstoryRecordingTargeting(scope, id, props),
};
