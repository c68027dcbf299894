import { isSecretClass, maskPerson, maskText } from "../../../lib/settings/model/mask.js";

it.each([
  ["text in brackets that is not at the end", "Jane (Acme) Doe", "J***"],
  ["an address without a name before it", "@example.com", "***@example.com"],
  ["a name after an address in angle brackets", "<jane@example.com> Jane Doe", "<***"],
  ["a name after an address", "jane@example.com, Jane Doe", "j***"],
  ["an address in another language", "jane@b\u00fccher.example", "j***"],
  ["a name over two lines", "Jane\nDoe (jane@example.com)", "J*** (j***@example.com)"],
])("A person is masked: %s", (_title, text, masked) => {
  expect(maskPerson(text)).toBe(masked);
});

it.each([
  ["person", "jane@example.com", "j***@example.com"],
  ["identifier", "jane@example.com", "jane...om"],
  ["address", "203.0.113.250", "203....50"],
  ["person", "***", "***"],
  ["person", "a***", "a***"],
  ["identifier", "...", "..."],
  ["identifier", "a...", "a..."],
] as const)("A text of the class %s is masked by the rule of its class", (dataClass, text, masked) => {
  expect(maskText(dataClass, text)).toBe(masked);
});

it.each([
  ["identifier", true, true],
  ["person", true, true],
  ["address", false, true],
  ["freeText", false, false],
  ["setting", false, false],
  [undefined, false, false],
] as const)(
  "Values of the class %s are kept out of files: %p, and where addresses are masked: %p",
  (dataClass, plain, masked) => {
    expect(isSecretClass(dataClass, { maskAddresses: false })).toBe(plain);
    expect(isSecretClass(dataClass, { maskAddresses: true })).toBe(masked);
  },
);
