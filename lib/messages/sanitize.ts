/**
 * Letters that stay: printable ASCII, and letters and digits of scripts that are read from left to right, one
 * column or two each. Nothing invisible, nothing that combines, nothing that turns the line around.
 */
const STAYS =
  /^(?:[\x20-\x7e]|(?!\p{Default_Ignorable_Code_Point})(?=[\p{L}\p{Nd}])[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])$/u;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Text from outside, made inert for terminals, logs and CI runners: an allow-list of letters stays, every other one
 * is written `\uXXXX`, and the runners' own markers `::`, `##[` and `##vso[` are broken up by a blank. One line in,
 * one line out. What is put around the result must not end or begin with a colon.
 */
export function sanitize(text: string): string {
  return breakMarkers(PLAIN.test(text) ? text : Array.from(text, spellLetter).join(""));
}

/** Breaks up the markers alone; for text that is printable already, such as a whole line put together. */
export function breakMarkers(text: string): string {
  return text
    .replace(/:(?=:)/g, ": ")
    .replace(/##(?=\[)/g, "## ")
    .replace(/##vso(?=\[)/gi, (marker) => `${marker} `);
}

function spellLetter(letter: string): string {
  if (letter.length === 1 && STAYS.test(letter)) return letter;
  let out = "";
  for (let unit = 0; unit < letter.length; unit++) {
    out += `\\u${letter.charCodeAt(unit).toString(16).padStart(4, "0")}`;
  }
  return out;
}
