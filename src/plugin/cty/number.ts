/** A number that no JavaScript number equals in decimal, such as 9007199254740993. */
export class ExactNumber {
  /** The number in decimal, as it was written: `"9007199254740993"`, `"1.00000000000000000001"`, `"1e400"`. */
  readonly text: string;

  /** @throws {RangeError} if the text is not a decimal number */
  constructor(text: string) {
    if (!DECIMAL.test(text)) throw new RangeError("this text is not a decimal number");
    this.text = text;
  }
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;
