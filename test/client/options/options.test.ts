import { inspect } from "node:util";
import { type ClientOptions, resolveClientOptions } from "../../../lib/client/options/client-options";
import { BadOptionError, FullstoryError, MissingKeyError } from "../../../lib/errors";

const KEY = "na1.SECRETSECRET";

function faultOf(options: object, env: NodeJS.ProcessEnv = {}): FullstoryError {
  try {
    resolveClientOptions(options as ClientOptions, env);
  } catch (error) {
    if (error instanceof FullstoryError) return error;
    throw error;
  }
  throw new Error("these options were accepted");
}

describe("the API key", () => {
  test("comes from FULLSTORY_API_KEY when no apiKey is given", () => {
    expect(resolveClientOptions({}, { FULLSTORY_API_KEY: KEY }).key.reveal()).toBe(KEY);
  });

  test.each([{ env: {} }, { env: { FULLSTORY_API_KEY: "" } }, { env: { FULLSTORY_API_KEY: " \n" } }])(
    "is missing when the environment is $env, and one line says so",
    ({ env }) => {
      const error = faultOf({}, env);
      expect(error).toBeInstanceOf(MissingKeyError);
      expect(error.message).toContain("FULLSTORY_API_KEY");
      expect(error.message).not.toContain("\n");
    },
  );

  test.each([undefined, null, "", "   ", "Basic ", "Basic"])(
    "given as %p is missing and never falls back to the environment",
    (apiKey) => {
      expect(faultOf({ apiKey }, { FULLSTORY_API_KEY: KEY })).toBeInstanceOf(MissingKeyError);
    },
  );

  test.each([`Basic ${KEY}`, `basic ${KEY}`, ` ${KEY}\n`, KEY])("may be pasted as %j", (apiKey) => {
    expect(resolveClientOptions({ apiKey }, {}).key.reveal()).toBe(KEY);
  });

  test.each([
    `Basic Basic ${KEY}`,
    `${KEY} x`,
    `${KEY}\r\nx: y`,
    `${KEY}\u0000`,
    `${KEY}\u00e9`,
    `${KEY}\u4e00`,
    7,
  ])("given as %j is refused and not quoted", (apiKey) => {
    const error = faultOf({ apiKey });
    expect(error).toBeInstanceOf(BadOptionError);
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain("SECRET");
  });

  test("is not to be seen in the resolved options, nor is the proxy's password", () => {
    const options = resolveClientOptions({ apiKey: KEY }, { HTTPS_PROXY: "http://user:PASSWORD@proxy:1" });
    const shown = [
      inspect(options, { showHidden: true, depth: null }),
      inspect(options, { showHidden: true, depth: null, customInspect: false }),
      JSON.stringify(options),
      `${options.key} ${options.proxy}`,
    ].join();
    expect(shown).not.toContain("SECRET");
    expect(shown).not.toContain("PASSWORD");
    expect(options.proxy?.reveal()).toContain("PASSWORD");
  });
});

describe("the host", () => {
  const resolve = (options: object, env: NodeJS.ProcessEnv = {}) =>
    resolveClientOptions({ apiKey: "k", ...options }, env);

  test("is api.fullstory.com unless option or environment says otherwise", () => {
    expect(resolve({}).origin).toBe("https://api.fullstory.com");
    const env = { FULLSTORY_BASE_URL: "https://api.eu1.fullstory.com" };
    expect(resolve({}, env).origin).toBe("https://api.eu1.fullstory.com");
    expect(resolve({ baseUrl: "http://127.0.0.1:8080" }, env).origin).toBe("http://127.0.0.1:8080");
  });

  test.each(["http://127.0.0.1", "https://127.9.8.7:1", "http://[::1]:8080/"])(
    "may be loopback: %s",
    (baseUrl) => {
      expect(resolve({ baseUrl }).warnings).toEqual([]);
    },
  );

  test.each([
    "http://api.fullstory.com",
    "https://api.fullstory.com.evil.example",
    "https://api.fullstory.com:8443",
    "https://api.fullstory.com./",
    "http://localhost:1",
    "https://localhost:1",
    "http://128.0.0.1",
    "https://user@api.fullstory.com",
    "https://user:PASSWORD@api.fullstory.com",
    "https://@api.fullstory.com",
    "https://api.fullstory.com?",
    "https://api.fullstory.com/?a=PASSWORD",
    "https://api.fullstory.com/#x",
    "https://api.fullstory.com/v1",
    "https:\\\\api.fullstory.com",
    "ftp://api.fullstory.com",
    "file:///etc/passwd",
    "api.fullstory.com",
    "not a url",
    "",
    7,
  ])("given as %j is refused without repeating what may be a password", (baseUrl) => {
    const error = faultOf({ apiKey: "k", baseUrl });
    expect(error).toBeInstanceOf(BadOptionError);
    expect(error.message).not.toContain("PASSWORD");
  });

  test("may be another one that allowHost names, which is worth a warning", () => {
    for (const allowHost of ["fs.example.com", "FS.example.com:8443", ["a.example", "fs.example.com"]]) {
      const { warnings, origin } = resolve({ baseUrl: "https://fs.example.com:8443", allowHost });
      expect(origin).toBe("https://fs.example.com:8443");
      expect(warnings).toEqual([expect.stringContaining("fs.example.com:8443")]);
    }
  });

  test.each([
    ["http://fs.example.com", "fs.example.com"],
    ["https://fs.example.com", "fs.example.com:8443"],
    ["https://sub.fs.example.com", "fs.example.com"],
    ["https://fs.example.com", "*.example.com"],
    ["https://fs.example.com", "https://fs.example.com"],
    ["https://fs.example.com", ""],
  ])("%s is refused when allowHost is %j", (baseUrl, allowHost) => {
    expect(faultOf({ apiKey: "k", baseUrl, allowHost })).toBeInstanceOf(BadOptionError);
  });

  test.each([
    ["eu1.x", "https://api.fullstory.com"],
    ["na1.x", "https://api.eu1.fullstory.com"],
  ])("is refused for a key that starts as %s when it is %s", (apiKey, baseUrl) => {
    expect(faultOf({ apiKey, baseUrl })).toBeInstanceOf(BadOptionError);
  });

  test.each([
    ["na1.x", "https://api.fullstory.com"],
    ["eu1.x", "https://api.eu1.fullstory.com"],
    ["eu1.x", "http://127.0.0.1:1"],
    ["x", "https://api.eu1.fullstory.com"],
  ])("is accepted for a key that starts as %s when it is %s", (apiKey, baseUrl) => {
    expect(resolve({ apiKey, baseUrl }).origin).toBe(baseUrl);
  });
});

describe("the proxy", () => {
  const proxyOf = (env: NodeJS.ProcessEnv, options: object = {}) =>
    resolveClientOptions({ apiKey: "k", ...options }, env).proxy?.reveal();

  test.each([
    [{ HTTPS_PROXY: "http://p:1" }, "http://p:1/"],
    [{ https_proxy: "p:1", HTTPS_PROXY: "http://q:1" }, "http://p:1/"],
    [{ HTTP_PROXY: "https://p:1" }, "https://p:1/"],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "a.example, .fullstory.com" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", no_proxy: "*" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "api.fullstory.com:443" }, undefined],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "api.fullstory.com:80" }, "http://p:1/"],
    [{ HTTPS_PROXY: "http://p:1", NO_PROXY: "story.com" }, "http://p:1/"],
    [{}, undefined],
  ])("of the environment %j is %s", (env, expected) => {
    expect(proxyOf(env)).toBe(expected);
  });

  test("is never used for a loopback address", () => {
    expect(proxyOf({ HTTPS_PROXY: "http://p:1" }, { baseUrl: "https://127.0.0.1:1" })).toBeUndefined();
  });

  test("is refused when it could not tunnel, and its password is not repeated", () => {
    const error = faultOf({ apiKey: "k" }, { HTTPS_PROXY: "socks5://u:PASSWORD@p:1" });
    expect(error).toBeInstanceOf(BadOptionError);
    expect(error.message).not.toContain("PASSWORD");
  });
});

describe("the other options", () => {
  test("have documented defaults", () => {
    expect(resolveClientOptions({ apiKey: "k" }, {})).toMatchObject({
      timeoutMs: 10_000,
      deadlineMs: 60_000,
      attempts: 4,
      maxBodyBytes: 67_108_864,
    });
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "10", null, 2 ** 40])(
    "that are numbers refuse %p",
    (value) => {
      for (const name of ["timeoutMs", "deadlineMs", "attempts", "maxBodyBytes"]) {
        expect(faultOf({ apiKey: "k", [name]: value }).message).toContain(name);
      }
    },
  );

  test("are refused when unknown, so that a mistyped apikey never means the environment's org", () => {
    expect(faultOf({ apikey: "k" }, { FULLSTORY_API_KEY: KEY }).message).toContain("apikey");
  });

  test("are refused while NODE_TLS_REJECT_UNAUTHORIZED=0", () => {
    const error = faultOf({ apiKey: "k" }, { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    expect(error).toBeInstanceOf(BadOptionError);
    expect(error.message).toContain("NODE_TLS_REJECT_UNAUTHORIZED");
  });

  test("report all their faults together", () => {
    const error = faultOf({ baseUrl: "http://x.example/a", timeoutMs: 0, attempts: 0 });
    expect(error).toBeInstanceOf(BadOptionError);
    for (const part of ["baseUrl", "timeoutMs", "attempts", "FULLSTORY_API_KEY"]) {
      expect(error.message).toContain(part);
    }
  });
});
