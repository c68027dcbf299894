// A provider that uses everything that the plugin core offers, for tests under a real Terraform.
const { appendFileSync } = require("node:fs");
const { FunctionError, Typed, Unknown } = require("../../../dist/src/plugin/index.js");
const { serveProvider } = require("../../../dist/src/plugin/serve.js");

const log = (line) => {
  if (process.env.EXAMPLE_LOG) appendFileSync(process.env.EXAMPLE_LOG, `${line}\n`);
};

const nested = {
  single: {
    nested: { nesting: "single", attributes: { on: { type: "bool", optional: true } } },
    optional: true,
    description: "One.",
  },
  list: {
    nested: { nesting: "list", attributes: { name: { type: "string", required: true } } },
    optional: true,
  },
  map: {
    nested: {
      nesting: "map",
      attributes: { size: { type: "number", optional: true }, made: { type: "string", computed: true } },
    },
    optional: true,
  },
  set: {
    nested: { nesting: "set", attributes: { tag: { type: "string", optional: true } } },
    optional: true,
  },
};

const echo = {
  schema: {
    description: "Answers what it is asked.",
    attributes: {
      ...nested,
      anything: { type: "dynamic", optional: true },
      secret: { type: "string", optional: true, sensitive: true },
      old: { type: "string", optional: true, deprecated: true },
      greeting: { type: "string", computed: true },
      kind: { type: "string", computed: true },
      made: { type: "dynamic", computed: true },
    },
    blocks: {
      part: {
        nesting: "list",
        block: { attributes: { id: { type: "number", required: true } } },
        maxItems: 3,
      },
    },
  },
  validate({ config }) {
    const anything = config.get("anything");
    if (anything instanceof Unknown || !(anything?.value instanceof Map)) return [];
    return [...anything.value.keys()]
      .filter((key) => key.startsWith("bad"))
      .map((key) => ({
        severity: "error",
        summary: "A bad key",
        detail: `${key} is bad`,
        path: [{ attribute: "anything" }, { attribute: key }],
      }));
  },
};

const answer = new Map([
  ["text", "t"],
  ["exact", 0.1],
  ["list", ["a", "b"]],
]);
const answerType = ["object", { text: "string", exact: "number", list: ["list", "string"] }];

function createProvider() {
  console.log("noise of a library");
  let greeting = "nobody configured this";
  let version = "";
  const read = ({ config }) => {
    const anything = config.get("anything");
    const state = new Map(config)
      .set("greeting", `${greeting} from ${version.split(".")[0]}`)
      .set("kind", anything === null ? "null" : JSON.stringify(anything.type))
      .set("made", new Typed(answerType, answer));
    const warning = { severity: "warning", summary: "Warned", path: [{ attribute: "secret" }] };
    return { state, diagnostics: config.get("secret") === null ? [] : [warning] };
  };
  const hang = () => new Promise((resolve) => setTimeout(resolve, 60_000));
  return {
    schema: { attributes: { greeting: { type: "string", optional: true } } },
    configure({ config, terraformVersion }) {
      const given = config.get("greeting");
      greeting = given instanceof Unknown ? "unknown" : (given ?? "hello");
      version = terraformVersion;
      return [];
    },
    dataSources: {
      example_echo: { ...echo, read },
      example_fail: {
        schema: { attributes: { how: { type: "string", required: true } } },
        read({ config }) {
          switch (config.get("how")) {
            case "throw":
              throw new Error("this was thrown");
            case "slowly":
              return new Promise((resolve) => setTimeout(resolve, 1_500, { state: config }));
            case "nothing":
              return {};
            case "wrong":
              return { state: new Map([["how", 7]]) };
            case "crash":
              setImmediate(() => {
                throw new Error("this was not caught");
              });
              return hang();
            default:
              log("reading");
              return hang();
          }
        },
      },
    },
    ephemeralResources: {
      example_token: {
        schema: {
          attributes: {
            user: { type: "string", required: true },
            lifetime_ms: { type: "number", optional: true },
            token: { type: "string", computed: true },
          },
        },
        validate: ({ config }) =>
          config.get("user") === ""
            ? [{ severity: "error", summary: "No user", path: [{ attribute: "user" }] }]
            : [],
        open({ config }) {
          const user = config.get("user");
          log(`open ${user}`);
          if (user === "stranger") {
            return {
              diagnostics: [{ severity: "error", summary: "Unknown user", path: [{ attribute: "user" }] }],
            };
          }
          const lifetime = config.get("lifetime_ms");
          const renewAt = lifetime === null ? {} : { renewAt: new Date(Date.now() + lifetime) };
          return {
            result: new Map(config).set("token", `${user}-token`),
            privateData: Buffer.from(user),
            ...renewAt,
          };
        },
        renew({ privateData }) {
          log(`renew ${Buffer.from(privateData)}`);
          return { privateData };
        },
        close({ privateData }) {
          log(`close ${Buffer.from(privateData)}`);
          return [];
        },
      },
    },
    functions: {
      join: {
        summary: "Joins texts.",
        parameters: [{ name: "separator", type: "string" }],
        variadic: { name: "texts", type: "string", allowNull: true },
        returns: "string",
        call([separator, ...texts]) {
          const missing = texts.indexOf(null);
          if (missing >= 0) throw new FunctionError("a text is null", missing + 1);
          return texts.join(separator);
        },
      },
      type_of: {
        parameters: [{ name: "value", type: "dynamic", allowNull: true, allowUnknown: true }],
        returns: "dynamic",
        call: ([value]) =>
          new Typed(
            "string",
            value instanceof Typed ? JSON.stringify(value.type) : (value?.constructor.name ?? null),
          ),
      },
    },
  };
}

serveProvider({
  name: "example",
  source: "acme/example",
  version: "1.0.0",
  load: createProvider,
  exit: (code) => process.exit(code),
});
