import { toCamel, toSnake } from "../../../lib/settings/model/keys.js";

/** Every setting has one name in code and one on the wire. */
const names: [string, string][] = [
  ["recordGeoMode", "record_geo_mode"],
  ["blockedIps", "blocked_ips"],
  ["enabled", "enabled"],
  ["onlyRecordKnownDomains", "only_record_known_domains"],
];

it.each(names)("The key %s is %s on the wire, and back", (camel, snake) => {
  expect(toSnake(camel)).toBe(snake);
  expect(toCamel(snake)).toBe(camel);
});

it.each([
  ["a_1b", "a1b"],
  ["a__b", "a_B"],
  ["a_", "a_"],
  ["recordGeoMode", "recordGeoMode"],
])("The wire's key %s is %s in code", (snake, camel) => {
  expect(toCamel(snake)).toBe(camel);
});
