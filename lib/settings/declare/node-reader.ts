import type { Field } from "../model/field.js";
import type { DeclaredNode } from "./declared-node.js";

/** How an object literal is read where it stands. */
export type Style = "plain" | "partial" | "whole";

/** Tells a Terraform reference from a value. `text` may be compared when live has it; others are refused. */
export type ReferenceReader = (value: unknown) => "text" | "other" | undefined;

/** A part of a declaration: the field that it is for, and where it stands. */
export interface Part {
  readonly field: Field;
  readonly path: string;
  readonly style: Style;
  readonly depth: number;
}

/** Reads one node of a declaration by the field that it is for, and collects what is wrong with it. */
export interface NodeReader {
  read(part: Part, value: unknown): DeclaredNode | undefined;
  /** The items of a list, each by the list's own field. */
  readItems(part: Part, values: readonly unknown[]): readonly DeclaredNode[];
  addProblem(path: string, message: string): undefined;
  isReference(value: unknown): boolean;
}
