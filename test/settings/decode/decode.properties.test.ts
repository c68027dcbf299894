import { decodeDocument, getUnknownValues } from "../../../lib/settings/decode/decode-document.js";
import type { JsonObject } from "../../../lib/settings/model/json.js";
import { toSnake } from "../../../lib/settings/model/keys.js";
import * as fc from "../../fast-check.js";
import { answers, blocks } from "../generated.js";
import { counter, runs } from "../laws.js";
import { decoded, faultsOf } from "../support.js";

const counted = counter("decoding properties");

/** A place in a body, as the keys that lead there, and how a fault writes it. */
type Place = readonly (string | number)[];

const written = (place: Place): string =>
  `$${place.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;

/** Keys whose values are open: there is nothing to be found wrong below them. */
const OPEN = new Set(["targetingConditions", "sessionTargetingRules"]);

/** All places that hold text, a number, true or false. */
function scalarPlaces(value: unknown, place: Place = []): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarPlaces(item, [...place, index]));
  if (typeof value !== "object" || value === null) return value === null ? [] : [place];
  return Object.entries(value).flatMap(([key, entry]) =>
    OPEN.has(key) ? [] : scalarPlaces(entry, [...place, key]),
  );
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? replaced(item, rest, by) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [
      key,
      key === step ? replaced(each, rest, by) : each,
    ]),
  );
}

function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [toSnake(key), OPEN.has(key) ? each : inSnakeCase(each)]),
  );
}

describe("Decoding any document", () => {
  it("finds the one value that is of no kind that its field has, and says where", () => {
    const broken = fc.constantFrom<readonly [unknown, string]>(
      [{}, "an object"],
      [[], "an array"],
      [new Date(0), "an object"],
      [undefined, "nothing"],
      [2 ** 60, "too large"],
    );
    fc.assert(
      fc.property(answers, fc.nat(), broken, ([endpoint, body], at, [value, found]) => {
        const places = scalarPlaces(body);
        const place = places[at % places.length];
        fc.pre(place !== undefined);
        const faults = faultsOf(endpoint, replaced(body, place, value));
        expect(faults.length).toBeGreaterThan(0);
        for (const fault of faults) expect(fault.startsWith(`${written(place)}: `)).toBe(true);
        expect(faults[0]).toContain(found);
        counted("broken documents");
      }),
      runs(2_000),
    );
  });

  it("takes null for any value that is no item of a list, and refuses it as an item", () => {
    fc.assert(
      fc.property(answers, fc.nat(), ([endpoint, body], at) => {
        const places = scalarPlaces(body);
        const place = places[at % places.length];
        fc.pre(place !== undefined);
        const isItem = typeof place.at(-1) === "number";
        expect(faultsOf(endpoint, replaced(body, place, null))).toEqual(
          isItem ? [expect.stringContaining(`${written(place)}: expected a string, found null`)] : [],
        );
      }),
      runs(1_000),
    );
  });

  it("reads snake_case as it reads camelCase", () => {
    fc.assert(
      fc.property(answers, ([endpoint, body]) => {
        expect(JSON.stringify(decoded(endpoint, inSnakeCase(body)))).toBe(
          JSON.stringify(decoded(endpoint, body)),
        );
      }),
      runs(1_000),
    );
  });

  it("reads an item by its own keys, whatever keys the items around it have", () => {
    const keys = [
      "selector",
      "type",
      "groupId",
      "group_id",
      "lastUpdated",
      "new",
      "__proto__",
      "constructor",
    ];
    const item = fc.tuple(blocks, fc.uniqueArray(fc.constantFrom(...keys))).map(([[block], chosen]) =>
      JSON.parse(
        `{${chosen
          .filter((key) => key !== "group_id" || !chosen.includes("groupId"))
          .map((key) => `${JSON.stringify(key)}:${key === "groupId" || key === "group_id" ? 1 : '"x"'}`)
          .concat(block === undefined ? [] : [`"notes":${JSON.stringify(block.notes)}`])
          .join(",")}}`,
      ),
    );
    const shown = (items: readonly JsonObject[]): string[] =>
      items.map((each) => JSON.stringify(each) + JSON.stringify(getUnknownValues(each)));
    const read = (items: readonly unknown[]): string[] => {
      const result = decodeDocument("privacy", { elementBlocks: items });
      if (!result.ok) throw new Error(result.faults.join("\n"));
      return shown((result.value as { elementBlocks: readonly JsonObject[] }).elementBlocks);
    };
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        expect(read(items)).toEqual(items.flatMap((each) => read([each])));
        counted("lists of mixed items");
      }),
      runs(1_000),
    );
  });
});
