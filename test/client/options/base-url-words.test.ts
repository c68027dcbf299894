import { readBaseUrl } from "../../../lib/client/options/base-url.js";
import { resolveClientOptions } from "../../../lib/client/options/client-options.js";

test('"baseUrl: is not a URL" said neither which variable nor which value', () => {
  expect(readBaseUrl("api.fullstory.com", [])).toEqual({
    ok: false,
    faults: ['baseUrl: "api.fullstory.com" is not a URL; did you mean https://api.fullstory.com?'],
  });
  const env = { FULLSTORY_API_KEY: "na1.key", FULLSTORY_BASE_URL: "api.fullstory.con" };
  expect(() => resolveClientOptions({}, env)).toThrow(
    'baseUrl: "api.fullstory.con" is not a URL (from FULLSTORY_BASE_URL)',
  );
  expect(() => resolveClientOptions({ baseUrl: "api" }, env)).toThrow(/^baseUrl: "api" is not a URL$/);
});

test("a key in the place of the URL is never repeated", () => {
  for (const key of ["na1.c2VjcmV0LWtleQ", "2b667bf0c7a7f8a4dfa3d735bd9b7c9aca8b742bc0d4c438"])
    expect(JSON.stringify(readBaseUrl(key, []))).not.toContain(key.slice(4, 12));
});
