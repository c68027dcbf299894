const TRAVERSAL = /(?<![\p{L}\p{N}_.\]-])([\p{L}_][\p{L}\p{N}_-]*)(?:\.[\p{L}_][\p{L}\p{N}_-]*)+/gu;

/** What the templates in a Terraform string refer to, as `root.name.more`, wherever in them it stands. */
export function listReferences(text: string): readonly string[] {
  const code = new Scanner(text).run().replace(/\s*\.\s*/g, ".");
  return [...code.matchAll(TRAVERSAL)].map(([reference]) => reference);
}

/** Collects the code of a template: literal text is left out, but for the code inside it; so are comments. */
class Scanner {
  private at = 0;
  private code = "";

  constructor(private readonly text: string) {}

  run(): string {
    this.skipTemplate(false);
    return this.code;
  }

  private take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private skipTo(end: string): void {
    const found = this.text.indexOf(end, this.at);
    this.at = found < 0 ? this.text.length : found + end.length;
  }

  private skipTemplate(quoted: boolean): void {
    while (this.at < this.text.length) {
      if (this.take("$${") || this.take("%%{")) continue;
      if (this.take("${") || this.take("%{")) {
        this.code += "\n";
        this.readExpression();
        this.code += "\n";
      } else if (quoted && this.take("\\")) this.at += 1;
      else if (quoted && this.take('"')) return;
      else this.at += 1;
    }
  }

  /** Reads an expression up to its closing brace. */
  private readExpression(): void {
    for (let depth = 1; this.at < this.text.length; ) {
      if (this.take('"')) {
        this.code += '"';
        this.skipTemplate(true);
        this.code += '"';
      } else if (this.take("/*")) this.skipTo("*/");
      else if (this.take("//") || this.take("#")) this.skipTo("\n");
      else {
        const letter = this.text.charAt(this.at++);
        if (letter === "{") depth += 1;
        else if (letter === "}") depth -= 1;
        if (depth === 0) return;
        this.code += letter;
      }
    }
  }
}
