import { clip } from "../../../lib/messages/index.js";
import { endpoints } from "../../../lib/settings/index.js";
import { quoteCode } from "../shared/markdown.js";

const VALUE = 240;
const DAY = "\\d{4}-\\d\\d-\\d\\d";
const NAMES = Object.keys(endpoints).join("|");
const NAME = `(?:(?:web|mobile) )?(?:${NAMES})`;

/** What can only be of ours, between the marks of a line; everything else stands in code. */
const OURS = new RegExp(
  `^(?:live|no org|org not pinned|documents in code|verified ${DAY}|read (?:at plan )?${DAY} \\d\\d:\\d\\d UTC|` +
    "(?:\\d+(?: of \\d+)?)?(?:, \\d+ documents? not read)?)$",
);

const GAP = new RegExp(
  `^(?:${NAME}(?:(?:, | and )${NAME})* (?:is|are) not declared|\\d+ more fields? of declared documents|` +
    "\\d+ keys? that nobody documents)$",
);

const NOT_LIVE = new RegExp(
  `^not live: compared with (.+?)((?:, verified against live on ${DAY})?\\. Live may differ; a deploy should read live settings)$`,
);

/** Words that hold marks of ours beside printable text from outside. */
export function quoteWords(text: string): string {
  return text
    .split(/( · | [✔✘?!] ?)/)
    .map((part, index) => (index % 2 === 1 || part === "" || OURS.test(part) ? part : toCode(part)))
    .join("");
}

/** What is not covered; its stack in front, if several are told of. */
export function quoteGap(line: string): string {
  const [lead = "", stack] = /^(\S+): /.exec(line) ?? [];
  const told = line
    .slice(lead.length)
    .split("; ")
    .map((part) => (GAP.test(part) ? part : toCode(part)));
  return `${stack === undefined ? "" : `${toCode(stack)}: `}${told.join("; ")}`;
}

export function quoteWarning(line: string): string {
  const [, what, rest] = NOT_LIVE.exec(line) ?? [];
  return what === undefined ? toCode(line) : `not live: compared with ${toCode(what)}${rest}`;
}

function toCode(text: string): string {
  return quoteCode(clip(text, VALUE));
}
