import type { Field } from "../model/field.js";
import type { DeclaredNode } from "./declared-node.js";

/** How an object literal is read where it stands. */
export type Style = "plain" | "partial" | "whole";

/** Tells a Terraform reference from a value. `text` may be compared when live has it; others are refused. */
export type ReferenceReader = (value: unknown) => "text" | "other" | undefined;

/** Reads one node of a declaration by the field that it is for, and collects what is wrong with it. */
export interface NodeReader {
  read(field: Field, value: unknown, path: string, style: Style, depth: number): DeclaredNode | undefined;
  /** The items of a list, each by the list's own field. */
  items(
    field: Field,
    values: readonly unknown[],
    path: string,
    style: Style,
    depth: number,
  ): readonly DeclaredNode[];
  problem(path: string, message: string): undefined;
  isReference(value: unknown): boolean;
}
