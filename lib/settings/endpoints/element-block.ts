import {
  type Direction,
  type EnumField,
  type Field,
  type ItemChange,
  type ObjectField,
  rateByRank,
  rateStrict,
  reverseDirection,
  type ScalarChange,
  spellEnum,
} from "../model/field.js";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../model/json.js";
import { canonicalizeSelector, coversSelector, isSelector } from "../model/selector.js";

export type ElementBlockType = "BLOCK_EXCLUDE" | "BLOCK_MASK" | "BLOCK_UNMASK" | (string & {});
export type ElementBlockScope =
  | "ALL_SESSIONS"
  | "LIVE_SESSIONS_ONLY"
  | "PREVIEW_SESSIONS_ONLY"
  | "NO_SESSIONS"
  | (string & {});

/** A rule for what a CSS selector finds. */
export interface ElementBlock {
  readonly selector?: string | null;
  /** Exclude, mask or unmask; `BLOCK_SCRUB` and `BLOCK_RECORD` are older words for the last two. */
  readonly type?: ElementBlockType | null;
  /** The sessions that the rule is for. Under `NO_SESSIONS` it does nothing. */
  readonly scope?: ElementBlockScope | null;
  /** Whether the element is recorded once the visitor has consented. */
  readonly consent?: boolean | null;
  /** Selectors that the rule leaves alone. Order has no meaning. */
  readonly exceptionSelectors?: readonly string[] | null;
  /** Conditions on mobile apps, nested and open: a list, or one object. */
  readonly targetingConditions?: readonly JsonObject[] | JsonObject | null;
  readonly notes?: string | null;
  readonly label?: string | null;
  /** What a customer may edit; anything but `EDITABLE_ANY` is a rule of the vendor's. */
  readonly editable?: "EDITABLE_ANY" | (string & {}) | null;
  /** Reserved by the vendor; 0 means no group. */
  readonly groupId?: number | null;
  readonly lastUpdated?: string | null;
}

const typeField: EnumField = {
  kind: "enum",
  doc: "What the rule does: exclude, mask or unmask.",
  values: ["BLOCK_EXCLUDE", "BLOCK_MASK", "BLOCK_UNMASK"],
  aliases: { BLOCK_SCRUB: "BLOCK_MASK", BLOCK_RECORD: "BLOCK_UNMASK" },
  direction: rateByRank({ BLOCK_UNMASK: 0, BLOCK_MASK: 1, BLOCK_EXCLUDE: 2 }),
};

const SCOPES = { NO_SESSIONS: 0, PREVIEW_SESSIONS_ONLY: 1, LIVE_SESSIONS_ONLY: 2, ALL_SESSIONS: 3 };

const widerScope = rateByRank(SCOPES);

const FOR_NO_LIVE_SESSION: readonly string[] = ["NO_SESSIONS", "PREVIEW_SESSIONS_ONLY"];

type Effect = "protects" | "unmasks" | "unknown";

function findEffect(type: Json | undefined): Effect {
  const shown = typeof type === "string" ? spellEnum(typeField, type) : undefined;
  if (shown === "BLOCK_EXCLUDE" || shown === "BLOCK_MASK") return "protects";
  return shown === "BLOCK_UNMASK" ? "unmasks" : "unknown";
}

/** The effect that both sides have. It decides what the change of a modifier means. */
function findCommonEffect({ siblings }: Pick<ScalarChange, "siblings">): Effect {
  const live = findEffect(siblings.live["type"]);
  const declared = siblings.declared.get("type");
  // Without a declared type, only a live rule that protects is known to be meant to protect.
  if (declared === undefined) return live === "protects" ? live : "unknown";
  return findEffect(declared) === live ? live : "unknown";
}

function rateScope(change: ScalarChange): Direction {
  const effect = findCommonEffect(change);
  if (effect === "unknown") return "unclear";
  return effect === "protects" ? widerScope(change) : reverseDirection(widerScope(change));
}

function rateForProtecting(change: Pick<ScalarChange, "siblings">, direction: Direction): Direction {
  return findCommonEffect(change) === "protects" ? direction : "unclear";
}

/** Selectors are compared after tokenisation; one that is no selector is compared as text, and named. */
const asSelector = { canonical: canonicalizeSelector, covers: coversSelector, isRead: isSelector } as const;

const fields = {
  selector: { kind: "text", doc: "The CSS selector.", ...asSelector },
  type: typeField,
  scope: {
    kind: "enum",
    doc: "The sessions that the rule is for.",
    values: Object.keys(SCOPES),
    aliases: { PREVIEW_SESSIONS: "PREVIEW_SESSIONS_ONLY", LIVE_SESSIONS: "LIVE_SESSIONS_ONLY" },
    absentMeans: "ALL_SESSIONS",
    direction: rateScope,
  },
  consent: {
    kind: "boolean",
    doc: "Whether the element is recorded once the visitor has consented.",
    direction: (change) => rateForProtecting(change, rateStrict(false)(change)),
  },
  exceptionSelectors: {
    kind: "list",
    order: "unordered",
    doc: "Selectors that the rule leaves alone.",
    absence: "empty",
    item: { kind: "text", doc: "One CSS selector.", ...asSelector },
    added: (change) => rateForProtecting(change, "loosened"),
    removed: (change) => rateForProtecting(change, "tightened"),
  },
  targetingConditions: {
    kind: "list",
    order: "ordered",
    doc: "Conditions on mobile apps: a list, or an object in place of it.",
    absence: "empty",
    item: { kind: "json", doc: "One condition." },
    orObject: true,
  },
  notes: { kind: "text", doc: "Notes of the org's own.", dataClass: "freeText", absence: "empty" },
  label: { kind: "text", doc: "Reserved by the vendor.", dataClass: "freeText", absence: "empty" },
  editable: {
    kind: "enum",
    doc: "What a customer may edit.",
    administrative: true,
    values: ["EDITABLE_ANY", "EDITABLE_DESCRIPTION_ONLY", "EDITABLE_DESCRIPTION_SCOPE_AND_EXCEPTIONS"],
  },
  groupId: { kind: "integer", doc: "Reserved by the vendor; 0 means no group.", reserved: 0 },
  lastUpdated: { kind: "text", doc: "Instant of the rule's last change.", bookkeeping: true },
} as const satisfies Record<keyof ElementBlock, Field>;

export const elementBlockField: ObjectField = {
  kind: "object",
  doc: "One element rule.",
  fields,
  required: ["selector", "type"],
  implied: [
    {
      field: "scope",
      neutral: "ALL_SESSIONS",
      enough: {
        by: "type",
        values: (type) => (findEffect(type) === "protects" ? ["LIVE_SESSIONS_ONLY"] : []),
      },
    },
    { field: "consent", neutral: false },
    { field: "exceptionSelectors", neutral: [] },
    { field: "targetingConditions", neutral: [] },
  ],
};

function getRuleType(item: unknown): Scalar | undefined {
  const type = isJsonObject(item) ? item["type"] : undefined;
  return typeof type === "string" ? type : undefined;
}

/** An undeclared rule that protects can only protect more; one that unmasks can only show more. */
export function rateAddedRule({ item }: ItemChange): Direction {
  const effect = findEffect(getRuleType(item));
  if (effect === "unknown") return "unclear";
  return effect === "protects" ? "tightened" : "loosened";
}

export function rateRemovedRule(change: ItemChange): Direction {
  return reverseDirection(rateAddedRule(change));
}

/** Whether a rule may unmask for live sessions. A type or a scope that nobody documents counts as one that does. */
export function unmasksLive(item: JsonObject): boolean {
  const { scope } = item;
  if (findEffect(item["type"]) === "protects") return false;
  return typeof scope !== "string" || !FOR_NO_LIVE_SESSION.includes(spellEnum(fields.scope, scope));
}

/**
 * A rule that the vendor keeps: it cannot be fully edited, and it excludes or masks for all sessions. The caller has
 * filled in what an absent key means, so a scope that is still absent is unknown.
 */
export function isVendorRule(item: JsonObject): boolean {
  const editable = item["editable"];
  const consent = item["consent"];
  return (
    typeof editable === "string" &&
    editable !== "EDITABLE_ANY" &&
    findEffect(item["type"]) === "protects" &&
    item["scope"] === "ALL_SESSIONS" &&
    (consent === false || consent === undefined)
  );
}
