import { problemsOf } from "../support.js";

function named(name: unknown): object {
  const made = function Made() {};
  Object.defineProperty(made, "name", { value: name });
  return Object.create(Object.create({}, { constructor: { value: made } }));
}

const cases: [string, unknown, string][] = [
  ["undefined", undefined, "undefined"],
  ["a function", () => "GEO_ALL", "a function"],
  ["a symbol", Symbol("x"), "a symbol"],
  ["a bigint", 1n, "a bigint"],
  ["an instance of a class", named("Zones_2"), "an instance of Zones_2"],
  ["a class with sixty letters", named("Z".repeat(60)), `an instance of ${"Z".repeat(60)}`],
  ["a class with a longer name", named("Z".repeat(61)), "an object of a class"],
  ["a class whose name is no word", named("two words"), "an object of a class"],
  ["a class whose name is hostile", named("x\n::error::y"), "an object of a class"],
  ["a class without a name", named(""), "an object of a class"],
  ["a class whose name is no text", named(7), "an object of a class"],
  ["an object without a class", Object.create(Object.create(null)), "an object of a class"],
];

it.each(cases)(
  "What was declared in place of a setting is named in a plain word: %s",
  (_title, value, name) => {
    expect(problemsOf("geo", { recordGeoMode: value })).toEqual([
      { path: "recordGeoMode", message: `${name} cannot be compared with a setting` },
    ]);
  },
);
