import { TerraformStack, Testing } from "cdktf";
import {
  DataFullstoryRecordingFeatures,
  DataFullstoryRecordingPrivacy,
  FullstoryOrg,
} from "../../lib/index.js";
import { Match } from "../../lib/settings/declare/match.js";

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

/** The messages of the conditions of a data source that do not hold, in the order in which Terraform prints them. */
function failing(stack: TerraformStack, id: string): readonly string[] {
  const json = JSON.parse(Testing.synth(stack)) as {
    data: {
      null_data_source: Record<
        string,
        { inputs: Record<string, string>; lifecycle: { postcondition: Condition[] } }
      >;
    };
  };
  const element = json.data.null_data_source[id];
  return (element?.lifecycle.postcondition ?? [])
    .map(({ error_message }) => error_message)
    .filter((message) => /^fullstory: drift, (?!this file was changed)/.test(message));
}

function stackWith(source: object): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "web");
  new FullstoryOrg(stack, "org", { source });
  return stack;
}

function expectShape(messages: readonly string[]): void {
  for (const message of messages) {
    const [first = "", ...others] = message.split("\n");
    expect(first).toMatch(/^fullstory: (drift|stale|unreadable|wrong org|not live|waiver expired|notice), /);
    expect(first.length).toBeLessThanOrEqual(76);
    for (const line of others) {
      expect(line).toMatch(
        /^(?:| {2}(?:Org|Read|Field|Declared|Live|Note|Waiver|Changed|Why|Whole difference|What to do|In short|And) ?.*| {2}\d+ (?:of|more) .*| {4}- (?:LOOSENED|UNCLEAR|tightened|NOT CHECKED|\d+ left out).*| {4}[123]\. [A-Z].*| {7}waivers: \[.*\])$/,
      );
    }
  }
  const lines = messages.join("\n").split("\n").length;
  expect(lines).toBeLessThanOrEqual(60);
}

const rule = (selector: string, more: object = {}) => ({
  selector,
  type: "BLOCK_MASK",
  scope: "ALL_SESSIONS",
  consent: false,
  exceptionSelectors: [],
  ...more,
});

test("Thirty failing rules and two failing fields keep to sixty lines, the worst three in full, the rest counted.", () => {
  const live = [
    ...Array.from({ length: 12 }, (_, i) => rule(`.tightened${String(i).padStart(2, "0")}`)),
    ...Array.from({ length: 6 }, (_, i) => rule(`.loosened${i}`, { scope: "NO_SESSIONS" })),
    ...Array.from({ length: 6 }, (_, i) => rule(`.unclear${i}`, { type: "BLOCK_SOMETHING" })),
    ...Array.from({ length: 6 }, (_, i) => ({ ...rule(`.unknown${i}`), consent: undefined })),
    ...Array.from({ length: 40 }, (_, i) => rule(`.matches${i}`)),
  ].map((each) => JSON.parse(JSON.stringify(each)) as object);
  const declared = [
    ...["loosened", "unclear", "unknown"].flatMap((name) =>
      Array.from({ length: 6 }, (_, i) => `.${name}${i}`),
    ),
    ...Array.from({ length: 40 }, (_, i) => `.matches${i}`),
  ].map((selector) => ({ selector, type: "BLOCK_MASK" }));
  const stack = stackWith({
    privacy: { elementBlocks: live, discardIpAddresses: true, defaultPrivacyMode: "PRIVACY_MODE_OFF" },
  });
  new DataFullstoryRecordingPrivacy(stack, "privacy").expect(
    { discardIpAddresses: false, elementBlocks: declared, defaultPrivacyMode: "PRIVACY_MODE_MASK_DEFAULT" },
    { because: "Numbers of people are never recorded (DPIA-31)." },
  );
  const messages = failing(stack, "privacy");
  expect(messages.map((message) => message.split("\n")[0])).toEqual([
    "fullstory: drift, defaultPrivacyMode differs [LOOSENED]",
    'fullstory: drift, rule ".loosened0" protects no session [LOOSENED]',
    "fullstory: drift, discardIpAddresses differs [TIGHTENED]",
  ]);
  expectShape(messages);
  const text = messages.join("\n");
  expect(text.match(/^ {2}Field /gm)).toHaveLength(3);
  expect(text).toMatch(/^ {2}40 of 58 declared rules match\.$/m);
  expect(text).toContain("(not written: what a rule implies)");
  const timeless = messages.map((message) =>
    message.replace(/\d{4}-\d\d-\d\d( \d\d:\d\d UTC)?|\.ts:\d+/g, "..."),
  );
  expect(timeless).toMatchSnapshot();
  const tags = [...(messages[1] ?? "").matchAll(/^ {4}- (LOOSENED|UNCLEAR|tightened|NOT CHECKED)/gm)].map(
    ([, tag]) => tag,
  );
  const rank = ["LOOSENED", "UNCLEAR", "tightened", "NOT CHECKED"];
  expect(tags).toEqual([...tags].sort((a = "", b = "") => rank.indexOf(a) - rank.indexOf(b)));
  expect(messages[1]).toMatch(/^ {4}- \d+ left out$/m);
});

test("A single failing list has room for more of its differences.", () => {
  const stack = stackWith({
    privacy: { elementBlocks: Array.from({ length: 25 }, (_, i) => rule(`.r${i}`)) },
  });
  new DataFullstoryRecordingPrivacy(stack, "privacy").expect({ elementBlocks: [] });
  const messages = failing(stack, "privacy");
  expectShape(messages);
  expect(messages[0]).not.toContain("left out");
  expect((messages[0] ?? "").match(/^ {4}- tightened/gm)).toHaveLength(22);
});

test("Six failing switches are three in full and three in short, the worst first.", () => {
  const stack = stackWith({
    features: {
      enabled: false,
      consoleWatcher: true,
      ajaxWatcher: true,
      resourceUploading: true,
      recordingShutoff: false,
      clientSideRageClick: true,
    },
  });
  new DataFullstoryRecordingFeatures(stack, "features").expect({
    enabled: true,
    consoleWatcher: false,
    ajaxWatcher: false,
    resourceUploading: false,
    recordingShutoff: true,
    clientSideRageClick: false,
  });
  const messages = failing(stack, "features");
  expectShape(messages);
  expect(messages.map((message) => /drift, (\w+)/.exec(message)?.[1])).toEqual([
    "ajaxWatcher",
    "consoleWatcher",
    "recordingShutoff",
    "resourceUploading",
    "clientSideRageClick",
    "enabled",
  ]);
  expect(messages.map((message) => message.includes("  Field "))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(messages[0]).toContain("    1. Put it back in Fullstory: ");
  expect(messages[5]).toMatch(
    /\n {2}In short {2}enabled: declared true, live false {4}\(in features \(web\), observed (?:[0-9a-f]|\$\{""\}){32,}, declared at test\/messages\/shape\.test\.ts:\d+\)$/,
  );
});

test("Thirty expectations that fail keep to sixty lines, in the shortest form.", () => {
  const stack = stackWith({ features: { enabled: true } });
  const features = new DataFullstoryRecordingFeatures(stack, "features");
  for (let i = 0; i < 30; i++) features.expect({ enabled: Match.not(true) }, { because: `Reason ${i}` });
  const messages = failing(stack, "features");
  expect(messages).toHaveLength(30);
  const lines = messages.join("\n").split("\n").length;
  expect(lines).toBeLessThanOrEqual(72);
  expect(messages[29]).toBe("fullstory: drift, enabled differs in features (web) [UNCLEAR]");
});

test("A text that looks like the time of the plan stays a text.", () => {
  const stack = stackWith({ features: { enabled: true } });
  new DataFullstoryRecordingFeatures(stack, "features").expect(
    { enabled: false },
    { because: "${plantimestamp()} \u0000" },
  );
  expect(failing(stack, "features")[0]).toContain("  Why       $${plantimestamp()} \\u0000\n");
});
