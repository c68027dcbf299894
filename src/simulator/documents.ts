/** The settings documents of an org, by the name in their path. */
export const DOCUMENT_NAMES = ["blocking", "domain", "geo", "privacy", "features", "targeting"] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

/** What a recording runs on. `domain` and `features` keep separate settings for each. */
export const PLATFORMS = ["web", "mobile"] as const;
export type Platform = (typeof PLATFORMS)[number];

export function takesPlatform(document: DocumentName): boolean {
  return document === "domain" || document === "features";
}
