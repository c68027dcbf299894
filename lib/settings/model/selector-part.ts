/** A token as the library makes it: its kind, its letters, where it stands, and what it means. */
export type CssToken = readonly [
  type: string,
  raw: string,
  start: number,
  end: number,
  data?: { readonly value?: unknown },
];

/** A token, as far as its neighbours matter. */
interface Piece {
  readonly kind:
    | "ident"
    | "function"
    | "hash"
    | "number"
    | "string"
    | "delim"
    | "colon"
    | "comma"
    | "open"
    | "close"
    | "blank"
    | "comment";
  readonly text: string;
}

const COMBINATORS = [">", "+", "~"];
const OPERATORS = ["=", "~", "|", "^", "$", "*"];
const OUTSIDE = [".", "*", "|", ">", "+", "~", "&"];
/** A piece of the second kind would join one of the first if nothing stood between them. */
const ENDS: readonly Piece["kind"][] = ["ident", "hash", "number", "delim"];
const GOES_ON: readonly Piece["kind"][] = ["ident", "function", "number"];

/** One selector of a list as the one text for all its spellings; `undefined` where it is no selector. */
export function selectorPart(tokens: readonly CssToken[]): string | undefined {
  const pieces: Piece[] = [];
  for (const token of tokens) {
    const piece = pieceOf(token);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  return new Writer(pieces).write();
}

function pieceOf(token: CssToken): Piece | undefined {
  const [type, raw, , , data] = token;
  const value = String(data?.value ?? "");
  switch (type) {
    case "ident-token":
      return { kind: "ident", text: escapedName(value) };
    case "function-token":
      return { kind: "function", text: `${escapedName(value)}(` };
    case "hash-token":
      return { kind: "hash", text: `#${escapedName(value)}` };
    case "string-token":
      return { kind: "string", text: quotedString(value) };
    case "number-token":
    case "dimension-token":
    case "percentage-token":
      return { kind: "number", text: raw };
    case "delim-token":
      return { kind: "delim", text: raw };
    case "colon-token":
      return { kind: "colon", text: raw };
    case "comma-token":
      return { kind: "comma", text: raw };
    case "(-token":
    case "[-token":
      return { kind: "open", text: raw };
    case ")-token":
    case "]-token":
      return { kind: "close", text: raw };
    case "whitespace-token":
      return { kind: "blank", text: " " };
    case "comment":
      return { kind: "comment", text: "" };
    default:
      return undefined;
  }
}

/** Writes pieces one after the other, with a blank only where one has a meaning. */
class Writer {
  private text = "";
  private readonly open: string[] = [];
  private last: Piece | undefined;
  private beforeLast: Piece | undefined;
  private blank = false;
  private comment = false;

  constructor(private readonly pieces: readonly Piece[]) {}

  write(): string | undefined {
    for (const [index, piece] of this.pieces.entries()) {
      if (piece.kind === "blank") this.blank = true;
      else if (piece.kind === "comment") this.comment = true;
      else if (!this.add(piece, this.pieces[index + 1])) return undefined;
    }
    const ended = this.last !== undefined && !this.endsOpen(this.last);
    return ended && this.open.length === 0 ? this.text : undefined;
  }

  /** A selector cannot end in what needs something behind it. */
  private endsOpen({ kind, text }: Piece): boolean {
    return kind === "colon" || (kind === "delim" && text !== "*" && text !== "&");
  }

  private add(given: Piece, next: Piece | undefined): boolean {
    const inAttribute = this.open.at(-1) === "[";
    // A name after an operator of an attribute selector is a string without its quotes.
    const isValue = inAttribute && given.kind === "ident" && this.last?.text === "=";
    const piece: Piece = isValue ? { kind: "string", text: quotedString(unescaped(given.text)) } : given;
    if (!this.isAllowed(piece)) return false;
    if (this.needsBlank(piece, next, inAttribute)) this.text += " ";
    else if (this.comment && !this.blank && this.wouldJoin(piece)) this.text += "/**/";
    this.text += piece.text;
    if (piece.kind === "function" || piece.kind === "open")
      this.open.push(piece.kind === "function" ? "(" : piece.text);
    if (piece.kind === "close" && this.open.pop() !== (piece.text === ")" ? "(" : "[")) return false;
    this.beforeLast = this.last;
    this.last = piece;
    this.blank = false;
    this.comment = false;
    return true;
  }

  /** Outside of brackets there are only names, classes, ids, pseudo-classes and combinators. */
  private isAllowed({ kind, text }: Piece): boolean {
    const { last } = this;
    if (last?.kind === "delim" && last.text === "." && (this.blank || kind !== "ident")) return false;
    if (last?.kind === "colon" && (this.blank || !["ident", "function", "colon"].includes(kind)))
      return false;
    if (this.open.length > 0) return true;
    return kind === "delim" ? OUTSIDE.includes(text) : kind !== "number" && kind !== "string" && text !== "(";
  }

  private needsBlank(piece: Piece, next: Piece | undefined, inAttribute: boolean): boolean {
    const { last } = this;
    if (last === undefined || piece.kind === "close" || piece.kind === "comma") return false;
    if (last.kind === "open" || last.kind === "function" || last.kind === "comma") return false;
    if (inAttribute) {
      // The flag behind a value stands by itself, with or without a blank.
      if (last.kind === "string" && piece.kind === "ident") return true;
      if (!this.blank || last.text === "=") return false;
      return !(last.kind !== "delim" && isOperator(piece, next));
    }
    if (!this.blank) return false;
    if (piece.kind === "delim" && COMBINATORS.includes(piece.text)) return false;
    if (last.kind !== "delim" || !COMBINATORS.includes(last.text)) return true;
    // A sign that begins an expression belongs to its number only where they touch.
    const begins =
      this.beforeLast === undefined || ["open", "function", "comma"].includes(this.beforeLast.kind);
    return begins && piece.kind === "number";
  }

  private wouldJoin(piece: Piece): boolean {
    if (this.last === undefined || !ENDS.includes(this.last.kind)) return false;
    return GOES_ON.includes(piece.kind) || piece.text === "-";
  }
}

/** Whether a delimiter begins an attribute's operator: `=`, or one sign with `=` right behind it. */
function isOperator({ kind, text }: Piece, next: Piece | undefined): boolean {
  if (kind !== "delim" || !OPERATORS.includes(text)) return false;
  return text === "=" || next?.text === "=";
}

function escapedName(name: string): string {
  let text = "";
  for (const [index, letter] of Array.from(name).entries()) {
    // Not every letter past ASCII may stand in a name unescaped.
    const plain = /^[\w-]$/.test(letter);
    const leads = index === 0 || (index === 1 && name.startsWith("-"));
    const digit = leads && /^\d$/.test(letter);
    text += plain && !digit && name !== "-" ? letter : `\\${letter.codePointAt(0)?.toString(16)} `;
  }
  return text;
}

/** The name that `escapedName` has written. */
function unescaped(text: string): string {
  return text.replace(/\\([0-9a-f]+) /g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

function quotedString(value: string): string {
  const escaped = value.replace(/["\\\u0000-\u001f\u007f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
  return `"${escaped}"`;
}
