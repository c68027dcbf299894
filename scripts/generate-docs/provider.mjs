// Pages of the Terraform provider, as the registries show them, made from its schemas.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Every page by its path below the root. */
export function providerPages(root, provider) {
  const example = (name) => ["```hcl", readFileSync(join(root, "examples/hcl", name), "utf8").trim(), "```"];
  const pages = {
    "docs/provider/index.md": page("fullstory Provider", provider.schema, example("gate/main.tf")),
  };
  for (const [name, { schema }] of Object.entries(provider.dataSources)) {
    const usage = name === "fullstory_gate" ? example("gate/main.tf") : dataUsage(name);
    pages[`docs/provider/data-sources/${name.replace("fullstory_", "")}.md`] = page(
      `${name} (Data Source)`,
      schema,
      usage,
    );
  }
  for (const [name, { schema }] of Object.entries(provider.ephemeralResources)) {
    pages[`docs/provider/ephemeral-resources/${name.replace("fullstory_", "")}.md`] = page(
      `${name} (Ephemeral Resource)`,
      schema,
      example("saved-plan/main.tf"),
    );
  }
  for (const [name, called] of Object.entries(provider.functions)) {
    pages[`docs/provider/functions/${name}.md`] = functionPage(
      name,
      called,
      example("terraform-test/main.tf"),
    );
  }
  return pages;
}

function dataUsage(name) {
  const argument = name === "fullstory_session_events" ? '\n  session_id = "1:2"\n' : "";
  return ["```hcl", `data "${name}" "now" {${argument}}`, "```"];
}

function page(title, schema, usage) {
  const nested = [];
  const lines = [
    ...head(title, schema.description),
    "## Example Usage",
    "",
    ...usage,
    "",
    "## Schema",
    "",
    ...groups(schema.attributes, "", nested),
  ];
  for (const { path, attributes } of nested)
    lines.push(`### Nested Schema for \`${path}\``, "", ...groups(attributes, path, nested));
  return `${lines.join("\n").trimEnd()}\n`;
}

function head(title, description) {
  return ["---", `page_title: "${title}"`, "---", "", `# ${title}`, "", description, ""];
}

function groups(attributes, path, nested) {
  const is = {
    Required: (a) => a.required,
    Optional: (a) => a.optional,
    "Read-Only": (a) => !a.required && !a.optional,
  };
  return Object.entries(is).flatMap(([heading, holds]) => {
    const own = Object.entries(attributes).filter(([, attribute]) => holds(attribute));
    if (own.length === 0) return [];
    return [`### ${heading}`, "", ...own.map(([name, attribute]) => line(name, attribute, path, nested)), ""];
  });
}

function line(name, attribute, path, nested) {
  const own = path === "" ? name : `${path}.${name}`;
  if (attribute.nested) nested.push({ path: own, attributes: attribute.nested.attributes });
  const type = attribute.nested
    ? `Attributes${attribute.nested.nesting === "list" ? " List" : ""}`
    : typeName(attribute.type);
  const more = attribute.sensitive ? ", Sensitive" : "";
  return `- \`${name}\` (${type}${more}) ${attribute.description}`;
}

function typeName(type) {
  if (Array.isArray(type)) return `${capital(type[0])} of ${typeName(type[1])}`;
  return type === "bool" ? "Boolean" : capital(type);
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

function functionPage(name, { summary, description, parameters }, usage) {
  const lines = [
    ...head(`${name} (Function)`, `${summary}. ${description}`),
    "## Example Usage",
    "",
    ...usage,
    "",
    "## Arguments",
    "",
    ...parameters.map(
      (parameter, index) =>
        `${index + 1}. \`${parameter.name}\` (${capital(parameter.type)}) ${parameter.description}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
