// Tables made from the endpoint table.

const escaped = (text) => String(text).replace(/\|/g, "\\|");
export const code = (text) => `\`${text}\``;

export function table(head, rows) {
  const line = (cells) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)];
}

/** The type that a field has in Terraform, once decoded. */
export function terraformType(field) {
  switch (field.kind) {
    case "boolean":
      return "bool";
    case "integer":
      return "number";
    case "list":
      return `list(${field.item.kind === "json" ? "any" : terraformType(field.item)})`;
    case "object":
      return "object";
    case "json":
      return "any";
    default:
      return "string";
  }
}

/** A field and every field inside of it, with the path that messages print. */
export function flattened(fields, prefix = "", depth = 0) {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const inner = field.kind === "list" ? field.item : field;
    const below = inner.kind === "object" ? inner : undefined;
    const mark = field.kind === "list" ? "[]." : ".";
    return [
      { name, path, field, depth },
      ...(below === undefined ? [] : flattened(below.fields, path + mark, depth + 1)),
    ];
  });
}

export function kindOf(field) {
  if (field.kind !== "list") return field.kind;
  return `${field.order} list${field.orObject ? ", or an object" : ""}`;
}

/** What a difference means, asked of the very functions that decide it. */
export function directionOf(field, path) {
  if (field.kind === "boolean") return booleanDirection(field);
  if (field.kind === "enum") return enumDirection(field, path);
  if (field.kind === "list") return listDirection(field, path);
  return "unclear";
}

const rule = (key) => (key.startsWith("elementBlocks[]") ? { type: "BLOCK_EXCLUDE" } : {});

function siblings(path, more = {}) {
  const both = { ...rule(path), ...more };
  return { declared: new Map(Object.entries(both)), live: both };
}

function ask(field, path, declared, live) {
  return field.direction?.({ declared, live, siblings: siblings(path) }) ?? "unclear";
}

function booleanDirection(field) {
  if (field.direction === undefined) return "unclear";
  const on = field.direction({ declared: false, live: true, siblings: siblings("elementBlocks[]") });
  if (on === "loosened") return "stricter when `false`";
  return on === "tightened" ? "stricter when `true`" : "unclear";
}

function enumDirection(field, path) {
  const { values } = field;
  const looser = (a, b) => ask(field, path, a, b) === "loosened";
  const rank = new Map(values.map((value) => [value, values.filter((other) => looser(value, other)).length]));
  const ordered = [...values].sort((a, b) => rank.get(b) - rank.get(a));
  const pairs = ordered.flatMap((a, index) => ordered.slice(index + 1).map((b) => [a, b]));
  const unclear = pairs.filter(([a, b]) => !looser(a, b));
  if (unclear.length === pairs.length) return "unclear";
  const scale = ordered
    .map((value, index) => {
      const before = ordered[index - 1];
      if (before === undefined) return code(value);
      return `${looser(before, value) ? ">" : "?"} ${code(value)}`;
    })
    .join(" ");
  return unclear.length === 0 ? `stricter first: ${scale}` : `stricter first, \`?\` unclear: ${scale}`;
}

function listDirection(field, path) {
  if (path === "recordGeoZones") return "by mode: more zones loosen an allow list and tighten a block list";
  if (path === "elementBlocks")
    return "by rule: one that excludes or masks tightens, one that unmasks loosens";
  if (path === "ajaxWatches")
    return "by rule: one that elides both bodies tightens, any other loosens; one gone is unclear, unless it elided both";
  const change = { item: {}, siblings: siblings(path) };
  const added = field.added?.(change) ?? "unclear";
  const removed = field.removed?.(change) ?? "unclear";
  if (added === removed) return added;
  return `one more: ${added}; one fewer: ${removed}`;
}

const isEmptyList = (value) => Array.isArray(value) && value.length === 0;

/** What an answer without the field means. */
export function absenceOf(field) {
  if (field.absence === "empty") return "absent, `null` and empty are one value";
  if (field.absentMeans !== undefined) return `means ${code(field.absentMeans)}`;
  return "*not checked*";
}

/** What a plain object in its list expects of it without writing it. */
export function impliedOf(holder, name) {
  if (holder?.required?.includes(name)) return "must be written";
  const implied = holder?.implied?.find((each) => each.field === name);
  if (implied === undefined) return "";
  const neutral = isEmptyList(implied.neutral) ? "empty" : code(implied.neutral);
  const enough = implied.enough?.values("BLOCK_EXCLUDE") ?? [];
  return enough.length === 0
    ? neutral
    : `${neutral}, or ${enough.map(code).join(", ")} where it excludes or masks`;
}
