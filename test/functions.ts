import { isNode, type Node, parsed } from "./imports";

/** Every function of a file that has a name: declared, the value of a constant, or a method (`Registry.addGate`). */
export function functionsIn(file: string): readonly { readonly file: string; readonly name: string }[] {
  const found: { file: string; name: string }[] = [];
  walk(parsed(file), "", (node, owner) => {
    const name = nameOf(node);
    if (name !== undefined) found.push({ file, name: isMethod(node) ? `${owner}.${name}` : name });
  });
  return found;
}

/** How many positional parameters each function of a file has, callbacks and constructors included. */
export function widthsIn(file: string): readonly { readonly place: string; readonly count: number }[] {
  const found: { place: string; count: number }[] = [];
  walk(parsed(file), "", (node, owner) => {
    const { params, function: inner } = node;
    const given: unknown = Array.isArray(params) ? params : isNode(inner) ? inner["params"] : undefined;
    if (!Array.isArray(given)) return;
    const name = [owner, nameOf(node) ?? ""].filter((text) => text !== "").join(".");
    found.push({ place: `${name === "" ? "a callback" : name} in ${file}`, count: given.length });
  });
  return found;
}

function walk(value: unknown, owner: string, visit: (node: Node, owner: string) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, owner, visit);
  if (!isNode(value)) return;
  visit(value, owner);
  const isOwner = /^(?:Class|Function)(?:Declaration|Expression)$/.test(String(value["type"]));
  const inside = (isOwner ? textOf(value["identifier"]) : undefined) ?? owner;
  for (const each of Object.values(value)) walk(each, inside, visit);
}

function nameOf(node: Node): string | undefined {
  if (isMethod(node)) return textOf(node["key"]);
  if (node["type"] === "FunctionDeclaration") return textOf(node["identifier"]);
  if (node["type"] === "VariableDeclarator") return isFunction(node["init"]) ? textOf(node["id"]) : undefined;
  return undefined;
}

function isMethod({ type, kind, value }: Node): boolean {
  if (type === "ClassMethod" || type === "PrivateMethod") return kind === "method";
  return (type === "ClassProperty" || type === "PrivateProperty") && isFunction(value);
}

function isFunction(value: unknown): boolean {
  return isNode(value) && /^(?:Arrow)?FunctionExpression$/.test(String(value["type"]));
}

function textOf(value: unknown): string | undefined {
  return isNode(value) && typeof value["value"] === "string" ? value["value"] : undefined;
}
