import { classifyField } from "../../../lib/settings/compare/found.js";
import { metadataField } from "../../../lib/settings/endpoints/metadata.js";
import { sessionEventsField } from "../../../lib/settings/endpoints/session-events.js";
import type { DataClass, Field, ObjectField } from "../../../lib/settings/model/field.js";

const doc = "A field.";
const text = (dataClass?: DataClass): Field => ({
  kind: "text",
  doc,
  ...(dataClass === undefined ? {} : { dataClass }),
});
const holding = (...inside: Field[]): ObjectField => ({
  kind: "object",
  doc,
  fields: Object.fromEntries(inside.map((field, index) => [`f${index}`, field])),
});
const listOf = (item: Field): Field => ({ kind: "list", order: "ordered", doc, item });

const cases: [string, Field, DataClass][] = [
  ["a text", text(), "setting"],
  ["a text with a class of its own", text("freeText"), "freeText"],
  ["an object of settings", holding(text(), text()), "setting"],
  ["an object with free text, which is shown only when it is declared", holding(text("freeText")), "setting"],
  ["an object with an address", holding(text(), text("address")), "address"],
  ["an object with an address and an identifier", holding(text("address"), text("identifier")), "identifier"],
  ["an object with an identifier and a person", holding(text("identifier"), text("person")), "person"],
  ["a list of objects with a person", listOf(holding(text(), text("person"))), "person"],
  ["an object in which a list holds a person", holding(listOf(text("person"))), "person"],
  ["who changed the settings", { ...metadataField }, "person"],
  ["the events of a session", { ...sessionEventsField }, "person"],
];

it.each(cases)(
  "A value is as sensitive as the most sensitive thing in it: %s",
  (_title, field, dataClass) => {
    expect(classifyField(field)).toBe(dataClass);
  },
);
