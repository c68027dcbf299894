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
      greeting: { type: "string", computed: true },
      kind: { type: "string", computed: true },
      made: { type: "dynamic", computed: true },
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
            token: { type: "string", computed: true },
          },
        },
        validate: ({ config }) =>
          config.get("user") === ""
            ? [{ severity: "error", summary: "No user", path: [{ attribute: "user" }] }]
            : [],
        read({ config }) {
          const user = config.get("user");
          log(`open ${user}`);
          if (user === "stranger") {
            return {
              diagnostics: [{ severity: "error", summary: "Unknown user", path: [{ attribute: "user" }] }],
            };
          }
          return { state: new Map(config).set("token", `${user}-token`) };
        },
      },
    },
    functions: {
      join: {
        summary: "Joins texts.",
        parameters: [
          { name: "separator", type: "string" },
          { name: "texts", type: ["list", "string"], description: "What is joined." },
        ],
        returns: "string",
        call([separator, texts]) {
          if (texts.includes("")) throw new FunctionError("a text is empty", 1);
          return texts.join(separator);
        },
      },
      type_of: {
        parameters: [{ name: "value", type: "dynamic" }],
        returns: "dynamic",
        call: ([value]) => new Typed("string", JSON.stringify(value.type)),
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
