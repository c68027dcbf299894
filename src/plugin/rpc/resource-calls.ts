import type { Field } from "../wire/message.js";
import { diagnosticFields, encodeAttributePath, hasError } from "./diagnostic-message.js";
import { readObject, writeJson, writeObject } from "./dynamic-value.js";
import { findType } from "./find-type.js";
import type { Rpc } from "./rpc.js";

const RAW_STATE_JSON = 1;

/** A state's JSON is handed back as it is, if it was written with this version of the schema. */
export const upgradeResourceState: Rpc = {
  diagnostics: 2,
  answer(provider, request) {
    const { schema } = findType("resource", provider.resources, request.text(1));
    const [written, current] = [request.number(2), schema.version ?? 0];
    if (written !== current) {
      throw new Error(`the state was written with version ${written} of the schema, and this is ${current}`);
    }
    return [[1, writeJson(request.message(3).bytes(RAW_STATE_JSON))]];
  },
};

/** The state as it was, and what was kept beside it. */
export const readResource: Rpc = {
  diagnostics: 2,
  answer: (_provider, request) => [
    [1, request.bytes(2)],
    [3, request.bytes(3)],
  ],
};

export const planResourceChange: Rpc = {
  diagnostics: 4,
  async answer(provider, request, call) {
    const { schema, plan } = findType("resource", provider.resources, request.text(1));
    const proposed = readObject(request.message(3), schema);
    if (proposed === null) return [[1, writeObject(null, schema)]];
    const prior = readObject(request.message(2), schema);
    const { planned, requiresReplace = [], diagnostics } = await plan({ prior, proposed }, call);
    if (planned === undefined && !hasError(diagnostics)) throw new Error("the provider planned nothing");
    return [
      ...(planned === undefined ? [] : [[1, writeObject(planned, schema)] satisfies Field]),
      ...requiresReplace.map((path): Field => [2, encodeAttributePath(path)]),
      ...diagnosticFields(4, diagnostics),
    ];
  },
};

export const applyResourceChange: Rpc = {
  diagnostics: 3,
  async answer(provider, request, call) {
    const { schema, apply } = findType("resource", provider.resources, request.text(1));
    const prior = readObject(request.message(2), schema);
    const planned = readObject(request.message(3), schema);
    const { state, diagnostics } = await apply({ prior, planned }, call);
    return [[1, writeObject(state, schema)], ...diagnosticFields(3, diagnostics)];
  },
};

export const importResourceState: Rpc = {
  diagnostics: 2,
  answer(_provider, request) {
    throw new Error(`${request.text(1)} cannot be imported`);
  },
};
