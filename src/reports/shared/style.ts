import { createColors } from "picocolors";
import { omitUndefined } from "../../../lib/omit-undefined.js";

type Paint = (text: string) => string;

/** How text output looks. Plain for a pipe; for a terminal in colour, and no line longer than `columns`. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly columns?: number;
}

export function toStyle({ color, columns }: { readonly color: boolean; readonly columns?: number }): Style {
  const { bold, dim, red, green, yellow } = createColors(color);
  return { bold, dim, red, green, yellow, ...omitUndefined({ columns }) };
}

/** For lines that stand two blanks further in. */
export function narrowStyle(style: Style): Style {
  return style.columns === undefined ? style : { ...style, columns: style.columns - 2 };
}

export const PLAIN: Style = toStyle({ color: false });
