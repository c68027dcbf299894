import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import type { ReferenceReader } from "../settings/declare/node-reader.js";

/** Terraform references have no value at synthesis. A text that only looks like one is a text. */
export const readReference: ReferenceReader = (value) => {
  if (typeof value === "string") return isRegistered(value) ? "text" : undefined;
  return Token.isUnresolved(value) &&
    !(Array.isArray(value) && value.every((item) => typeof item === "string"))
    ? "other"
    : undefined;
};

function isRegistered(text: string): boolean {
  if (!text.includes("TfToken[")) return false;
  try {
    return (
      Tokenization.reverseString(text).tokens.length > 0 || Tokenization.reverseList([text]) !== undefined
    );
  } catch {
    return false;
  }
}

/** A value with its references written out, as they are in the stack's file. */
export function resolveReferences(value: unknown, scope: IConstruct): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}
