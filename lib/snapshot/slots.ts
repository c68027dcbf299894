import { endpointNames, endpoints } from "../settings/endpoints/endpoints.js";
import type { Endpoint, EndpointName, Platform } from "../settings/model/endpoint.js";

/** One settings document of an org: an endpoint, and for some the platform. */
export interface Slot {
  /** `geo`, or `domain.web`: as flags, files and messages call it. */
  readonly name: string;
  readonly endpoint: EndpointName;
  readonly platform?: Platform;
}

const PLATFORMS: readonly Platform[] = ["web", "mobile"];

function toSlots({ name, platforms }: Endpoint): readonly Slot[] {
  if (!platforms) return [{ name, endpoint: name }];
  return PLATFORMS.map((platform) => ({ name: `${name}.${platform}`, endpoint: name, platform }));
}

/** Every document that an org has, in the order of the endpoint table. */
export const slots: readonly Slot[] = endpointNames.flatMap((name) => toSlots(endpoints[name]));
