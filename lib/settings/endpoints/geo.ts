import type { Endpoint } from "../model/endpoint.js";
import {
  type Direction,
  type Field,
  type ItemChange,
  reverseDirection,
  type ScalarChange,
  type Siblings,
} from "../model/field.js";
import type { Scalar } from "../model/json.js";
import { metadataField, type SettingsMetadata } from "./metadata.js";

/** The documented modes; the vendor may add more, which are kept word for word. */
export type GeoMode = "GEO_ALL" | "GEO_ALLOW_LIST" | "GEO_BLOCK_LIST" | (string & {});

/** The countries that are recorded. */
export interface GeoSettings {
  /**
   * `GEO_ALL` records everywhere. `GEO_ALLOW_LIST` records only the zones listed, and no visitor of unknown
   * location. `GEO_BLOCK_LIST` records all but the zones listed, visitors of unknown location included.
   */
  readonly recordGeoMode?: GeoMode | null;
  /** Country codes. Order has no meaning. */
  readonly recordGeoZones?: readonly string[] | null;
  readonly metadata?: SettingsMetadata | null;
}

const DEFAULT_MODE = "GEO_ALL";
const LIST_MODES: readonly unknown[] = ["GEO_ALLOW_LIST", "GEO_BLOCK_LIST"];

function rateMode({ declared, live }: ScalarChange): Direction {
  if (declared === DEFAULT_MODE && LIST_MODES.includes(live)) return "tightened";
  if (live === DEFAULT_MODE && LIST_MODES.includes(declared)) return "loosened";
  return "unclear";
}

function getLiveMode(siblings: Siblings): Scalar | undefined {
  const mode = siblings.live["recordGeoMode"];
  if (mode === undefined) return DEFAULT_MODE;
  return typeof mode === "string" ? mode : undefined;
}

/**
 * A zone that live has in addition: recorded under an allow list, spared under a block list. Without a literal mode
 * beside it a declared list could mean either.
 */
function rateAddedZone({ siblings }: ItemChange): Direction {
  const live = getLiveMode(siblings);
  const declared = siblings.declared.get("recordGeoMode");
  if (declared !== live) return rateMode({ declared, live, siblings });
  if (live === "GEO_BLOCK_LIST") return "tightened";
  return live === "GEO_ALLOW_LIST" ? "loosened" : "unclear";
}

function rateRemovedZone(change: ItemChange): Direction {
  const { siblings } = change;
  const live = getLiveMode(siblings);
  const declared = siblings.declared.get("recordGeoMode");
  if (declared !== live) return rateMode({ declared, live, siblings });
  const zones = siblings.live["recordGeoZones"];
  const none = !Array.isArray(zones) || zones.length === 0;
  // No source says whether an empty allow list records nobody or everybody.
  return live === "GEO_ALLOW_LIST" && none ? "unclear" : reverseDirection(rateAddedZone(change));
}

const fields = {
  recordGeoMode: {
    kind: "enum",
    doc: "Whether the zones are the only ones recorded, are left out, or do not matter.",
    values: ["GEO_ALL", "GEO_ALLOW_LIST", "GEO_BLOCK_LIST"],
    absentMeans: DEFAULT_MODE,
    wide: true,
    direction: rateMode,
  },
  recordGeoZones: {
    kind: "list",
    order: "unordered",
    doc: "Country codes that the mode is about.",
    item: { kind: "text", doc: "One country code." },
    added: rateAddedZone,
    removed: rateRemovedZone,
  },
  metadata: metadataField,
} as const satisfies Record<keyof GeoSettings, Field>;

export const geo: Endpoint = {
  name: "geo",
  noun: "RecordingGeo",
  title: "Geographic restrictions",
  path: "/settings/recording/v1/geo",
  platforms: false,
  key: "standard",
  doc: "Countries that are recorded, or that are left out.",
  where: "Settings > Data Capture and Privacy > Data Capture > Geographic Restrictions",
  document: {
    kind: "object",
    doc: "Geographic restrictions.",
    fields,
    companions: [
      {
        field: "recordGeoZones",
        needs: "recordGeoMode",
        line: 'recordGeoMode: "GEO_ALLOW_LIST",',
        why: "a zone list without its mode means the opposite when the mode flips",
      },
    ],
  },
};
