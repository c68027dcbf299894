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
/** Letters that make an operator together with the `=` behind them. */
const OPERATORS = ["~", "|", "^", "$", "*"];
const OUTSIDE = [".", "*", "|", ">", "+", "~", "&"];
/** What something begins behind. */
const BEGINS: readonly Piece["kind"][] = ["open", "function", "comma"];
/** A piece of the second kind would join one of the first if nothing stood between them. */
const ENDS: readonly Piece["kind"][] = ["ident", "hash", "number", "delim"];
const GOES_ON: readonly Piece["kind"][] = ["ident", "function", "number"];

/** One selector of a list as the one text for all its spellings; `undefined` where it is no selector. */
export function canonicalizeSelectorPart(tokens: readonly CssToken[]): string | undefined {
  const pieces: Piece[] = [];
  for (const token of tokens) {
    const piece = toPiece(token);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  return new Writer(pieces).write();
}

function toPiece(token: CssToken): Piece | undefined {
  const [type, raw, , , data] = token;
  const value = String(data?.value ?? "");
  switch (type) {
    case "ident-token":
      return { kind: "ident", text: escapeName(value) };
    case "function-token":
      return { kind: "function", text: `${escapeName(value)}(` };
    case "hash-token":
      return { kind: "hash", text: `#${escapeName(value)}` };
    case "string-token":
      return { kind: "string", text: quoteString(value) };
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
  }
  return undefined;
}

const BLANK = " ";
const COMMENT = "/**/";

/** Writes pieces one after the other, with a blank only where one has a meaning. */
class Writer {
  private text = "";
  private readonly open: string[] = [];
  /** A selector begins as what stands in brackets does. */
  private last: Piece = { kind: "open", text: "" };
  private beforeLast = this.last;
  /** What stands between the last piece and the next one. */
  private gap = "";

  constructor(private readonly pieces: readonly Piece[]) {}

  write(): string | undefined {
    for (const [index, piece] of this.pieces.entries()) {
      if (piece.kind === "blank") this.gap = BLANK;
      else if (piece.kind === "comment") this.gap ||= COMMENT;
      else if (!this.add(piece, this.pieces[index + 1])) return undefined;
    }
    return this.endsOpen(this.last) || this.open.length > 0 ? undefined : this.text;
  }

  /** A selector cannot end in what needs something behind it, nor before it has begun. */
  private endsOpen({ kind, text }: Piece): boolean {
    return kind === "open" || kind === "colon" || (kind === "delim" && text !== "*" && text !== "&");
  }

  private add(given: Piece, next: Piece | undefined): boolean {
    const inAttribute = this.open.at(-1) === "[";
    // A name after an operator of an attribute selector is a string without its quotes.
    const isValue = inAttribute && given.kind === "ident" && this.last.text === "=";
    const piece: Piece = isValue ? { kind: "string", text: quoteString(unescapeName(given.text)) } : given;
    if (!this.isAllowed(piece)) return false;
    if (this.needsBlank(piece, next, inAttribute)) this.text += BLANK;
    else if (this.gap === COMMENT && this.wouldJoin(piece)) this.text += COMMENT;
    this.text += piece.text;
    if (piece.kind === "function" || piece.kind === "open")
      this.open.push(piece.kind === "function" ? "(" : piece.text);
    if (piece.kind === "close" && this.open.pop() !== (piece.text === ")" ? "(" : "[")) return false;
    this.beforeLast = this.last;
    this.last = piece;
    this.gap = "";
    return true;
  }

  /** Outside of brackets there are only names, classes, ids, pseudo-classes and combinators. */
  private isAllowed({ kind, text }: Piece): boolean {
    const { last } = this;
    const isApart = this.gap === BLANK;
    if (last.text === "." && (isApart || kind !== "ident")) return false;
    if (last.kind === "colon" && (isApart || !["ident", "function", "colon"].includes(kind))) return false;
    if (this.open.length > 0) return true;
    return kind === "delim" ? OUTSIDE.includes(text) : kind !== "number" && kind !== "string" && text !== "(";
  }

  private needsBlank(piece: Piece, next: Piece | undefined, inAttribute: boolean): boolean {
    const { last } = this;
    const isApart = this.gap === BLANK;
    if (piece.kind === "close" || piece.kind === "comma" || BEGINS.includes(last.kind)) return false;
    if (inAttribute) {
      // The flag behind a value stands by itself, with or without a blank.
      if (last.kind === "string" && piece.kind === "ident") return true;
      if (!isApart || last.text === "=") return false;
      return !(last.kind !== "delim" && isOperator(piece, next));
    }
    if (!isApart || COMBINATORS.includes(piece.text)) return false;
    if (!COMBINATORS.includes(last.text)) return true;
    // A sign that begins an expression belongs to its number only where they touch.
    return BEGINS.includes(this.beforeLast.kind) && piece.kind === "number";
  }

  private wouldJoin(piece: Piece): boolean {
    return ENDS.includes(this.last.kind) && (GOES_ON.includes(piece.kind) || piece.text === "-");
  }
}

/** Whether a delimiter begins an attribute's operator: `=`, or one sign with `=` right behind it. */
function isOperator({ text }: Piece, next: Piece | undefined): boolean {
  return text === "=" || (OPERATORS.includes(text) && next?.text === "=");
}

/** Not every letter past ASCII may stand in a name unescaped, no digit at its beginning, and no `-` alone. */
function escapeName(name: string): string {
  return name.replace(/[^\w-]|(?<=^-?)\d|^-$/gu, escapeLetter);
}

export function escapeLetter(letter: string): string {
  return `\\${Number(letter.codePointAt(0)).toString(16)} `;
}

/** The name that `escapeName` has written. */
function unescapeName(text: string): string {
  return text.replace(/\\([0-9a-f]+) /g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

function quoteString(value: string): string {
  return `"${value.replace(/["\\\u0000-\u001f\u007f]/g, escapeLetter)}"`;
}
