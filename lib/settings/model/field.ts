import type { JsonObject, Scalar } from "./json.js";

/** What a difference means for the people who are recorded. `unclear` is treated as `loosened`. */
export type Direction = "loosened" | "tightened" | "unclear";

/**
 * How far a value may travel. `setting`: in clear. `address`: in clear unless `maskAddresses`.
 * `freeText`: only when declared. `identifier` and `person`: digests and masked items only.
 */
export type DataClass = "setting" | "address" | "freeText" | "identifier" | "person";

/** The objects that hold the value on either side, for directions that depend on a neighbour. */
export interface Siblings {
  /** Scalars declared beside the value; a matcher is not listed. */
  readonly declared: ReadonlyMap<string, Scalar>;
  readonly live: JsonObject;
}

/** A changed scalar: `undefined` means that the side has no value there. */
export interface ScalarChange {
  readonly declared: Scalar | undefined;
  readonly live: Scalar | undefined;
  readonly siblings: Siblings;
}

/** An item that only one side has. */
export interface ItemChange {
  readonly item: unknown;
  readonly siblings: Siblings;
}

interface FieldBase {
  /** One sentence of meaning, in plain English; docs and docstrings are made from it. */
  readonly doc: string;
  /** @default "setting" */
  readonly dataClass?: DataClass;
  /** Compared only when declared, also by whole comparisons (`exact`): `metadata`, `lastUpdated`. */
  readonly bookkeeping?: true;
  /** Older or mistaken spellings of the key, beside snake_case. */
  readonly olderKeys?: readonly string[];
  /** Says who may edit an item, not what the item does: no part of what tells two items apart. */
  readonly administrative?: true;
  /** Decides about whole pages or all visitors: sorted before settings of single elements and requests. */
  readonly wide?: true;
  /** Reserved by the vendor: a value other than this one, undeclared, is worth a warning. */
  readonly reserved?: "empty" | 0;
  /** `empty`: absent, `null` and empty are one value. */
  readonly absence?: "empty";
  /** Why a value may be absent although the API answers it. */
  readonly unanswered?: string;
  /** What an absent key means, where the vendor documents it. */
  readonly absentMeans?: Scalar;
}

interface ScalarField extends FieldBase {
  readonly direction?: (change: ScalarChange) => Direction;
}

export interface BooleanField extends ScalarField {
  readonly kind: "boolean";
}

export interface TextField extends ScalarField {
  readonly kind: "text";
  /** The one text for all spellings of one thing. Values are compared by it, and shown as they came. */
  readonly canonical?: (text: string) => string;
  /** Whether a text is what `canonical` can read; a declared one that is not is compared as text and named. */
  readonly isRead?: (text: string) => boolean;
  /** Whether a live text takes in all that a declared one says: a wider range, a selector list with more parts. */
  readonly covers?: (live: string, declared: string) => boolean;
}

export interface IntegerField extends ScalarField {
  readonly kind: "integer";
}

/** A closed list of documented words; any other word is kept as it is and compared as it is. */
export interface EnumField extends ScalarField {
  readonly kind: "enum";
  readonly values: readonly string[];
  /** Older spelling to the one that is shown. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly order: "ordered" | "unordered";
  readonly item: Field;
  /** What messages call one item. @default "item" */
  readonly noun?: string;
  /** The item's field that names it, for pairing and paths. Without one, scalars name themselves. */
  readonly key?: string;
  /** What it means that live has an item that is not declared. @default unclear */
  readonly added?: (change: ItemChange) => Direction;
  /** What it means that a declared item is not live. @default unclear */
  readonly removed?: (change: ItemChange) => Direction;
  /** A live item that another party keeps: reported, not counted as undeclared. */
  readonly vendorItem?: (item: JsonObject) => boolean;
  /** Whether a live item unmasks for live sessions what another item may hide, and the field that tells most of it. */
  readonly unmasks?: { readonly by: string; readonly test: (item: JsonObject) => boolean };
  /** The answer may have an object in place of a list of open JSON: open JSON as well, by the field of the items. */
  readonly orObject?: true;
}

/** A field that a plain object in a list implies, and the values that satisfy it. */
export interface Implied {
  readonly field: string;
  /** What an undeclared field is expected to be. */
  readonly neutral: Scalar | readonly [];
  /** Further values that are enough, given what is declared for the object's field `by`. */
  readonly enough?: { readonly by: string; readonly values: (declared: Scalar) => readonly Scalar[] };
}

/** What a plain object must declare, and what it need not. A field that is no object has nothing of it. */
export interface Rules extends FieldBase {
  /** Fields that a plain object must declare. */
  readonly required?: readonly string[];
  /** Fields that a plain object need not write. */
  readonly implied?: readonly Implied[];
  readonly companions?: readonly Companion[];
}

export interface ObjectField extends Rules {
  readonly kind: "object";
  readonly fields: Fields;
}

/** Anything that JSON can hold; lists are ordered at every depth. */
export interface JsonField extends FieldBase {
  readonly kind: "json";
}

export type Field = BooleanField | TextField | IntegerField | EnumField | ListField | ObjectField | JsonField;
export type Fields = Readonly<Record<string, Field>>;

/** Declaring `field` (with one of `when`, if given) says little or the opposite without `needs` beside it. */
export interface Companion {
  readonly field: string;
  readonly when?: readonly string[];
  readonly needs: string;
  /** The line to add, as code. */
  readonly line: string;
  readonly why: string;
}

/** Any field; only words have older spellings. */
type Aliased = Pick<EnumField, "aliases"> & Pick<FieldBase, "doc">;

/** The spelling that is shown and compared. */
export function spellEnum({ aliases }: Aliased, value: string): string {
  return aliases !== undefined && Object.hasOwn(aliases, value) ? (aliases[value] ?? value) : value;
}

/** Every spelling of an enum value, the shown one first. */
export function listEnumSpellings(field: EnumField, value: string): readonly string[] {
  const shown = spellEnum(field, value);
  const older = Object.entries(field.aliases ?? {})
    .filter(([, to]) => to === shown)
    .map(([from]) => from);
  return [shown, ...older];
}

export function isKnownEnum(field: EnumField, value: string): boolean {
  return field.values.includes(spellEnum(field, value));
}

/** A boolean whose `strict` value records less or masks more. */
export function rateStrict(strict: boolean): (change: ScalarChange) => Direction {
  return ({ declared, live }) => {
    if (typeof declared !== "boolean" || typeof live !== "boolean") return "unclear";
    return live === strict ? "tightened" : "loosened";
  };
}

/** Values by strictness: higher is stricter; equal ranks and unknown words are unclear. */
export function rateByRank(ranks: Readonly<Record<string, number>>): (change: ScalarChange) => Direction {
  const rankOf = new Map<unknown, number>(Object.entries(ranks));
  return ({ declared, live }) => {
    const risen = (rankOf.get(live) ?? Number.NaN) - (rankOf.get(declared) ?? Number.NaN);
    if (risen > 0) return "tightened";
    return risen < 0 ? "loosened" : "unclear";
  };
}

const GRAVITY: Readonly<Record<Direction, number>> = { loosened: 0, unclear: 1, tightened: 2 };
const WITHOUT_DIRECTION = 3;

/** How grave a direction is, the gravest first; what has none comes last. */
export function rankDirection(direction: Direction | undefined): number {
  return direction === undefined ? WITHOUT_DIRECTION : GRAVITY[direction];
}

/** The opposite direction. */
export function reverseDirection(direction: Direction): Direction {
  if (direction === "unclear") return direction;
  return direction === "loosened" ? "tightened" : "loosened";
}

/** The field by which the items of a list are told apart: their key, or the items themselves. */
export function getNameField({ item, key }: ListField): Field {
  return getField(item, key ?? "");
}

/** `json` fields hold lists too: ordered, of anything. */
export function toListField(field: Field): ListField {
  return field.kind === "list" ? field : { kind: "list", order: "ordered", doc: field.doc, item: field };
}

/** The field of an object's entry; open JSON is open at every depth. */
export function getField(field: Field, key: string): Field {
  return (field.kind === "object" ? field.fields[key] : undefined) ?? toObjectField(field);
}

/** The field by which an object is read: the one of the items where an object may stand in place of a list. */
export function toObjectField(field: Field): Field {
  return "orObject" in field ? field.item : field;
}

/** What messages call one item of an object's list. */
export function nameItem({ fields }: ObjectField, list: string): string {
  const field = fields[list];
  return (field?.kind === "list" ? field.noun : undefined) ?? "item";
}
