/** A document as every text names it, always with its platform: `privacy`, `features (mobile)`. */
export function nameDocument(endpoint: string, platform: string | undefined): string {
  return platform === undefined ? endpoint : `${endpoint} (${platform})`;
}
