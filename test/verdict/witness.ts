import type { DeclaredNode } from "../../lib/settings/declare/declared-node.js";
import { type Field, getField, type ObjectField, toListField } from "../../lib/settings/model/field.js";
import { WORDS } from "../settings/generated-declarations.js";
import type { Chance } from "./chance.js";

/** A live document that is made to satisfy a declaration as far as it can be, with something beside it. */
export function witness(document: ObjectField, node: DeclaredNode, chance: Chance): Record<string, unknown> {
  const live = satisfying(document, node, "", chance);
  return typeof live === "object" && live !== null && !Array.isArray(live) ? { ...live } : {};
}

/** Any value that a field may have. */
export function anyLive(field: Field, key: string, chance: Chance): unknown {
  if (chance.once(12)) return null;
  switch (field.kind) {
    case "boolean":
      return chance.once(2);
    case "integer":
      return chance.below(3);
    case "text":
    case "enum":
      return chance.pick(WORDS[key] ?? ["a", "b", ""]);
    case "json":
      return chance.pick<unknown>(["a", "b", 0, true, { a: "a" }, { a: "b", b: 0 }, ["a"], []]);
    case "list":
      if (field.orObject && chance.once(3)) return chance.pick([{}, { a: "a" }, { b: "b", a: ["a"] }]);
      return Array.from({ length: chance.below(3) }, () => anyLive(field.item, key, chance));
    case "object": {
      const entries = Object.entries(field.fields).filter(() => !chance.once(4));
      return Object.fromEntries(entries.map(([name, each]) => [name, anyLive(each, name, chance)]));
    }
  }
}

const VENDOR = {
  selector: ".vendor",
  type: "BLOCK_EXCLUDE",
  scope: "ALL_SESSIONS",
  consent: false,
  editable: "EDITABLE_DESCRIPTION_ONLY",
};

function satisfying(field: Field, node: DeclaredNode, key: string, chance: Chance): unknown {
  if (chance.once(40)) return anyLive(field, key, chance);
  const item = toListField(field).item;
  switch (node.kind) {
    case "value":
      return chance.pick([node.value, node.value, ...(node.enough ?? [])]);
    case "absent":
      return undefined;
    case "anyValue":
    case "not":
    case "pattern":
      return anyLive(field, key, chance);
    case "oneOf":
      return satisfying(field, chance.pick(node.alternatives), key, chance);
    case "eachLike":
      return Array.from({ length: chance.below(3) }, () => satisfying(item, node.inner, key, chance));
    case "list": {
      const items = node.items.map((each) => satisfying(item, each, key, chance));
      if (node.order === "any" || chance.once(6)) items.sort(() => (chance.once(2) ? 1 : -1));
      return key === "elementBlocks" && chance.once(4) ? [...items, VENDOR] : items;
    }
    case "arrayWith": {
      const items = node.items.map((each) => satisfying(item, each, key, chance));
      const more = Array.from({ length: chance.below(3) }, () => anyLive(item, key, chance));
      // A twin of what is declared, which may be weaker or stricter.
      const twins = items.filter(() => chance.once(3)).map((each) => altered(item, each, key, chance));
      return chance.once(4) ? [...more, ...items] : [...items, ...twins, ...more];
    }
    case "object": {
      const entries: [string, unknown][] = [];
      const names = field.kind === "object" ? Object.keys(field.fields) : [...node.entries.keys()];
      for (const name of new Set([...names, ...node.entries.keys()])) {
        const entry = node.entries.get(name);
        const spec = getField(field, name);
        if (entry !== undefined) entries.push([name, satisfying(spec, entry, name, chance)]);
        else if (!node.whole && chance.once(3)) entries.push([name, anyLive(spec, name, chance)]);
      }
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
  }
}

/** The same with something else in one place. */
export function altered(field: Field, live: unknown, key: string, chance: Chance): unknown {
  if (Array.isArray(live) && live.length > 0) {
    const at = chance.below(live.length);
    const list = [...live];
    const item = toListField(field).item;
    if (chance.once(3)) list.splice(at, 1);
    else if (chance.once(4)) list.push(live[at], anyLive(item, key, chance));
    else list[at] = altered(item, live[at], key, chance);
    return list;
  }
  if (typeof live === "object" && live !== null) {
    const names = field.kind === "object" ? Object.keys(field.fields) : Object.keys(live);
    if (names.length === 0) return live;
    const name = chance.pick(names);
    const { [name]: old, ...rest } = live as Record<string, unknown>;
    if (old !== undefined && chance.once(5)) return rest;
    return { ...rest, [name]: altered(getField(field, name), old, name, chance) };
  }
  return anyLive(field, key, chance);
}
