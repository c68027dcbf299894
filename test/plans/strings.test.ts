import { TerraformOutput, type TerraformStack, Token } from "cdktf";
import { DataFullstoryRecordingPrivacy, type FullstoryOrg } from "../../lib/index.js";
import { every, lookalikes, texts } from "./hostile.js";
import { addressOf, dataSource, errorsAt, statusOf, TestApp } from "./support.js";

// From here on `${TfToken[TOKEN.0]}` is not only a text that looks like a token.
beforeAll(() =>
  Token.asString({ resolve: () => "the expression of a token", creationStack: [], toString: () => "" }),
);

/** What Terraform makes of a text: NFC, no lone surrogates, no leading byte order mark. */
function throughTerraform(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/^\ufeff/, "")
    .normalize("NFC");
}

function declareAll(app: TestApp, live: string, declared: string, name: string) {
  const documents = Object.fromEntries(
    every.map(({ endpoint, platform, document }) => [
      endpoint,
      platform === undefined ? document(live) : { [platform]: document(live) },
    ]),
  );
  const org = app.org(documents, { exposeIdentifiers: true });
  return every.map(({ endpoint, platform, document }) =>
    dataSource(app.stack, `${name}_${endpoint}`, endpoint, org, platform).expect(document(declared)),
  );
}

/** Outputs that refer to every string field of a privacy document, and the geo mode as plain text. */
function refer(stack: TerraformStack, org: FullstoryOrg, name: string, declared: object): void {
  const privacy = new DataFullstoryRecordingPrivacy(stack, `${name}_ref`, { org }).expect(declared);
  new TerraformOutput(stack, `${name}_mode`, { value: privacy.defaultPrivacyMode });
  new TerraformOutput(stack, `${name}_rules`, { value: privacy.elementBlocks });
  new TerraformOutput(stack, `${name}_watches`, { value: privacy.ajaxWatches });
}

test("Every hostile text in every string of every document passes where it is declared and live.", async () => {
  const app = new TestApp();
  const sources = texts.flatMap((text, index) => declareAll(app, text, text, `t${index}`));
  const { exitCode, checks, text } = await app.synth().plan();
  const status = statusOf(checks);
  const others = sources.map(addressOf).filter((address) => status.get(address) !== "pass");
  expect({ others, exitCode, text: exitCode === 0 ? "" : text.slice(-3_000) }).toEqual({
    others: [],
    exitCode: 0,
    text: "",
  });
  console.info(`${texts.length} hostile texts in ${sources.length} documents pass`);
});

test("Every hostile text arrives in the outputs of an apply as it was, as far as Terraform keeps text.", async () => {
  const app = new TestApp();
  const document = every.find(({ endpoint }) => endpoint === "privacy")?.document;
  for (const [index, text] of texts.entries()) {
    const privacy = document?.(text) ?? {};
    refer(app.stack, app.org({ privacy }), `t${index}`, privacy);
  }
  const terraform = await app.synth().terraform();
  expect((await terraform.apply()).exitCode).toBe(0);
  const json = await terraform.output();
  const outputs = json as Readonly<Record<string, { readonly value: unknown }>>;
  for (const [index, text] of texts.entries()) {
    const expected = throughTerraform(text);
    expect(outputs[`t${index}_mode`]?.value).toBe(expected);
    expect(outputs[`t${index}_rules`]?.value).toMatchObject([
      { selector: expected, notes: expected, label: expected, exceptionSelectors: [expected] },
    ]);
    expect(outputs[`t${index}_watches`]?.value).toMatchObject([
      { urlRegex: expected, whitelistRsp: expected },
    ]);
  }
});

test("A hostile text that is live and not declared fails, and what the plan prints of it is harmless.", async () => {
  const app = new TestApp();
  const sources = texts
    .filter((text) => text !== "")
    .slice(0, 15)
    .filter((_text, index) => index % 3 === 2)
    .flatMap((text, index) => declareAll(app, text, "declared", `t${index}`));
  const { exitCode, checks, diagnostics } = await app.synth().plan();
  expect(exitCode).toBe(1);
  const status = statusOf(checks);
  let lines = 0;
  for (const address of sources.map(addressOf)) {
    expect([address, status.get(address)]).toEqual([address, "fail"]);
    for (const message of errorsAt(diagnostics, address)) {
      for (const [index, line] of message.split("\n").entries()) {
        lines += 1;
        if (index === 0) expect(line).toMatch(/^fullstory: drift, /);
        else
          expect(line).toMatch(
            /^(?:| {2}[A-Z].*| {2}\d+ of \d+ declared \w+ match(?:es)?\.| {4}- (?:LOOSENED|UNCLEAR|tightened|NOT CHECKED|\d+ left out).*| {4}[123]\. [A-Z].*| {7}waivers: \[.*\])$/,
          );
        expect(line).not.toMatch(/::|##\[|##vso\[/i);
        // Only letters that stay where they are: no controls, nothing invisible, nothing that turns the line around.
        expect(line).toMatch(/^[\x20-\x7e\p{L}\p{Nd}]*$/u);
      }
    }
  }
  console.info(`${sources.length} documents fail, ${lines} lines of messages are harmless`);
});

test("Texts that Terraform calls equal, but are not, fail in every document, and pass as themselves.", async () => {
  const app = new TestApp();
  const differ = lookalikes.flatMap(([, a, b], index) => declareAll(app, a, b, `differ${index}`));
  const same = lookalikes.flatMap(([, a, b], index) => [
    ...declareAll(app, a, a, `same${index}a`),
    ...declareAll(app, b, b, `same${index}b`),
  ]);
  const status = statusOf(await app.synth().checks());
  expect(differ.filter((source) => status.get(addressOf(source)) !== "fail").map(addressOf)).toEqual([]);
  expect(same.filter((source) => status.get(addressOf(source)) !== "pass").map(addressOf)).toEqual([]);
  console.info(
    `${differ.length} documents of lookalikes fail, ${same.length} documents of the same texts pass`,
  );
});

test("Two hundred thousand dashes in a string hang nothing, equal or not.", async () => {
  const app = new TestApp();
  const dashes = "-".repeat(200_000);
  const same = declareAll(app, dashes, dashes, "same");
  const differ = declareAll(app, dashes, "-", "differ");
  refer(
    app.stack,
    app.org({ privacy: { defaultPrivacyMode: dashes, elementBlocks: [], ajaxWatches: [] } }),
    "long",
    {
      defaultPrivacyMode: dashes,
    },
  );
  const status = statusOf(await app.synth().checks());
  expect(same.map((source) => status.get(addressOf(source)))).toEqual(same.map(() => "pass"));
  expect(differ.map((source) => status.get(addressOf(source)))).toEqual(differ.map(() => "fail"));
});
