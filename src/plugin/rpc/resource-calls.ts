import type { Field } from "../wire/message.js";
import { encodeAttributePath, hasError } from "./diagnostic-message.js";
import { readObject, writeJson, writeObject } from "./dynamic-value.js";
import { findType, type Rpcs } from "./rpc.js";

const RAW_STATE_JSON = 1;

export const resourceCalls: Rpcs = {
  /** A state's JSON is handed back as it is, if it was written with this version of the schema. */
  UpgradeResourceState: {
    diagnostics: 2,
    answer(provider, request) {
      const { schema } = findType("resource", provider.resources, request.getText(1));
      const [written, current] = [request.getNumber(2), schema.version ?? 0];
      if (written !== current) {
        throw new Error(
          `the state was written with version ${written} of the schema, and this is ${current}`,
        );
      }
      return { fields: [[1, writeJson(request.getMessage(3).getBytes(RAW_STATE_JSON))]] };
    },
  },

  /** The state as it was, and what was kept beside it. */
  ReadResource: {
    diagnostics: 2,
    answer(_provider, request) {
      const [state, kept] = [request.getBytes(2), request.getBytes(3)];
      return {
        fields: [
          [1, state],
          [3, kept],
        ],
      };
    },
  },

  PlanResourceChange: {
    diagnostics: 4,
    async answer(provider, request, call) {
      const { schema, plan } = findType("resource", provider.resources, request.getText(1));
      const proposed = readObject(request.getMessage(3), schema);
      if (proposed === null) return { fields: [[1, writeObject(null, schema)]] };
      const prior = readObject(request.getMessage(2), schema);
      const { planned, requiresReplace = [], ...answer } = await plan({ prior, proposed }, call);
      if (planned === undefined && !hasError(answer.diagnostics)) {
        throw new Error("the provider planned nothing");
      }
      const replacing = requiresReplace.map((path): Field => [2, encodeAttributePath(path)]);
      return {
        ...answer,
        fields: planned === undefined ? replacing : [[1, writeObject(planned, schema)], ...replacing],
      };
    },
  },

  ApplyResourceChange: {
    diagnostics: 3,
    async answer(provider, request, call) {
      const { schema, apply } = findType("resource", provider.resources, request.getText(1));
      const prior = readObject(request.getMessage(2), schema);
      const planned = readObject(request.getMessage(3), schema);
      const { state, ...answer } = await apply({ prior, planned }, call);
      return { ...answer, fields: [[1, writeObject(state, schema)]] };
    },
  },

  ImportResourceState: {
    diagnostics: 2,
    answer(_provider, request) {
      throw new Error(`${request.getText(1)} cannot be imported`);
    },
  },
};
