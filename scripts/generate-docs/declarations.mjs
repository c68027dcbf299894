// Reads public docstrings out of the declaration files in dist, so that docs say what the code says.
import { readFileSync } from "node:fs";

const DOC = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/`;

/** The text of a JSDoc comment in one line, and its default apart. */
function textOf(comment) {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  const whole = lines.join(" ").replace(/\s+/g, " ").trim();
  const [text, standard] = whole.split(/@default\s+(?:- )?/);
  return { doc: text.replace(/@\w+[\s\S]*$/, "").trim(), standard: standard?.trim() };
}

/** The options that an interface of a declaration file declares itself. */
export function optionsOf(file, name) {
  const text = readFileSync(file, "utf8");
  const body = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1];
  if (body === undefined) throw new Error(`${file} declares no interface ${name}`);
  const member = new RegExp(`${DOC}\\s*readonly (\\w+)(\\?)?: ([^;]+);`, "g");
  return [...body.matchAll(member)].map(([, comment, option, optional, type]) => ({
    name: option,
    required: optional === undefined,
    type: type.replace(/\s+/g, " "),
    ...textOf(comment),
  }));
}

/** The getters of a class that say which Terraform expression they become. */
export function attributesOf(file) {
  const text = readFileSync(file, "utf8");
  const getter = new RegExp(`${DOC}\\s*get (\\w+)\\(\\): ([^;]+);`, "g");
  return [...text.matchAll(getter)].flatMap(([, comment, name, type]) => {
    const { doc } = textOf(comment);
    const found = /^(.*?), as `([^`]+)`(.*)$/.exec(doc);
    if (found === null) return [];
    const [, meaning, expression, rest] = found;
    return [{ name, type, expression, doc: `${meaning}${rest}` }];
  });
}

/** What the comment of a class says, without its source line. */
export function classDocOf(file, name) {
  const text = readFileSync(file, "utf8");
  const comment = new RegExp(`${DOC}\\s*export declare (?:abstract )?class ${name}\\b`).exec(text)?.[1] ?? "";
  const { doc } = textOf(comment);
  return doc.replace(/ Source: .*$/, "");
}
