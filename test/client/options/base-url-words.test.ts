import { readBaseUrl } from "../../../lib/client/options/base-url.js";

test('"baseUrl: is not a URL" said neither which variable nor which value', () => {
  expect(readBaseUrl("api.fullstory.com", [])).toEqual({
    ok: false,
    faults: [
      "baseUrl: is not a URL (it is set in code, by --base-url, or in FULLSTORY_BASE_URL); did you mean https://api.fullstory.com?",
    ],
  });
});

test("a key in the place of the URL is never repeated", () => {
  const reading = readBaseUrl("na1.c2VjcmV0LWtleQ", []);
  expect(JSON.stringify(reading)).not.toContain("c2VjcmV0");
});
