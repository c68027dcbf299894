import { writeDeclaration } from "../../lib/settings/declare/json-form.js";
import { endpoints } from "../../lib/settings/endpoints/endpoints.js";
import { decodeValue } from "../../src/plugin/cty/decode-value.js";
import { encodeValue } from "../../src/plugin/cty/encode-value.js";
import { type CtyObject, type CtyType, type CtyValue, Typed } from "../../src/plugin/index.js";
import { buildImpliedType } from "../../src/plugin/rpc/dynamic-value.js";
import { encodeMessage, type Field, type Message } from "../../src/plugin/wire/message.js";
import { createProvider } from "../../src/provider/provider.js";
import { answerOf, diagnosticsOf, dynamicValue } from "../plugin/support.js";
import type { Answers } from "./answers.js";
import type { FoundInHcl, Row, RowVerdict } from "./rows.js";

/** A provider in this process, called as Terraform calls it. */
export class CalledProvider {
  private readonly provider = createProvider({});

  constructor(private readonly answers: Answers) {}

  /** What the gate and `drift()` say of a row. */
  async verdictOf({ endpoint, live, declared }: Row, asText: boolean): Promise<RowVerdict> {
    const { answers, provider } = this;
    const config = { api_key: answers.keyFor(live), base_url: answers.url, expose_identifiers: true };
    await answerOf(provider, "ConfigureProvider", [
      [1, "1.11.4"],
      [2, dynamicValue(provider.schema, config)],
    ]);
    const { document, platforms } = endpoints[endpoint];
    const json = writeDeclaration(document, declared);
    const given = asText ? new Typed("string", JSON.stringify(json)) : typed(json);
    const byPlatform = new Typed(["object", { web: given.type }], new Map([["web", given.value]]));
    const declaration = platforms ? byPlatform : given;
    const gate = await this.read("fullstory_gate", { on_drift: "report", [endpoint]: declaration });
    const settings = await this.read(`fullstory_recording_${endpoint}`, {});
    const { passed, findings } = plain(gate.value) as Omit<RowVerdict, "drift">;
    return { passed, findings, drift: await this.drift(settings, given) };
  }

  private async read(name: string, attributes: Record<string, CtyValue>): Promise<Typed> {
    const source = this.provider.dataSources?.[name];
    if (source === undefined) throw new Error(`no data source ${name}`);
    const answer = await answerOf(this.provider, "ReadDataSource", [
      [1, name],
      [2, dynamicValue(source.schema, attributes)],
    ]);
    const type = buildImpliedType(source.schema);
    return new Typed(type, valueIn(answer, type));
  }

  private async drift(live: Typed, declared: Typed): Promise<readonly FoundInHcl[]> {
    const { returns = "dynamic" } = this.provider.functions?.["drift"] ?? {};
    const args = [live, declared].map((value): Field => [2, dynamic(value)]);
    const answer = await answerOf(this.provider, "CallFunction", [[1, "drift"], ...args]);
    const problem = answer.getMessage(2).getText(1);
    if (problem !== "") throw new Error(problem);
    return plain(valueIn(answer, returns)) as FoundInHcl[];
  }
}

function valueIn(answer: Message, type: CtyType): CtyValue {
  const value = answer.getMessage(1).getBytes(1);
  if (value.length === 0) throw new Error(JSON.stringify(diagnosticsOf(answer, 2)));
  return decodeValue(value, type);
}

function dynamic(value: Typed): Uint8Array {
  return encodeMessage([[1, encodeValue(value, "dynamic")]]);
}

/** JSON as the value that Terraform makes of the same words in HCL. */
export function typed(json: unknown): Typed {
  if (Array.isArray(json)) {
    const items = json.map(typed);
    return new Typed(
      ["tuple", items.map(({ type }) => type)],
      items.map(({ value }) => value),
    );
  }
  if (typeof json === "object" && json !== null) {
    const entries = Object.entries(json).map(([key, entry]) => [key, typed(entry)] as const);
    return new Typed(
      ["object", Object.fromEntries(entries.map(([key, { type }]) => [key, type]))],
      new Map(entries.map(([key, { value }]) => [key, value])),
    );
  }
  if (typeof json === "string") return new Typed("string", json);
  if (typeof json === "number") return new Typed("number", json);
  return typeof json === "boolean" ? new Typed("bool", json) : new Typed("dynamic", null);
}

export function plain(value: CtyValue): unknown {
  if (Array.isArray(value)) return value.map((item: CtyValue) => plain(item));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...(value as CtyObject)].map(([key, entry]) => [key, plain(entry)]));
}
