/** An element of a small part of XML 1.0: elements, attributes, text, the five entities. Anything else throws. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const CHARACTERS = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function parseXml(source: string): Element {
  if (!CHARACTERS.test(source)) throw new SyntaxError("a character that XML 1.0 does not have");
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let rest = body;
  while (rest !== "") {
    const current = open.at(-1) ?? root;
    const [text = ""] = /^[^<]*/.exec(rest) ?? [];
    current.text += unescaped(text);
    rest = rest.slice(text.length);
    if (rest === "") break;
    const tag = /^<(\/?)([A-Za-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/.exec(rest);
    if (tag === null) throw new SyntaxError(`no tag: ${rest.slice(0, 80)}`);
    const [whole, end, name = "", attributes = "", single] = tag;
    rest = rest.slice(whole.length);
    if (end === "/") {
      if (current.name !== name || open.length === 1)
        throw new SyntaxError(`</${name}> ends <${current.name}>`);
      open.pop();
      continue;
    }
    const element: Element = { name, attributes: attributesOf(attributes), children: [], text: "" };
    current.children.push(element);
    if (single !== "/") open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "")
    throw new SyntaxError("not one root");
  return root.children[0] as Element;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) throw new SyntaxError(`${name} twice`);
    found[name] = unescaped(value);
  }
  return found;
}

function unescaped(text: string): string {
  return text.replace(/&([^;]*);?/g, (_whole, name: string) => {
    const letter = ENTITIES[name];
    if (letter === undefined) throw new SyntaxError(`&${name.slice(0, 20)}`);
    return letter;
  });
}
