import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { App, Aspects, TerraformStack } from "cdktf";
import {
  DataFullstoryRecordingGeo,
  DeclarationError,
  FullstoryGate,
  FullstoryOrg,
  synth,
} from "../../lib/index.js";
import { temporaryFolder } from "../plans/support";
import { documents } from "./support.js";

const LIVE = { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL"] } as const;
const OTHER = { recordGeoMode: "GEO_ALL" } as const;

interface Stacks {
  readonly app: App;
  readonly first: TerraformStack;
  readonly second: TerraformStack;
  readonly geo: DataFullstoryRecordingGeo;
  readonly outdir: string;
}

/** Two stacks of which something happens while the first, or its tree, is gone through. */
function twoStacks(): Stacks {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  new FullstoryOrg(app, "org", { source: documents });
  const first = new TerraformStack(app, "first");
  new DataFullstoryRecordingGeo(first, "geo").expect(LIVE);
  const second = new TerraformStack(app, "second");
  const geo = new DataFullstoryRecordingGeo(second, "geo").expect(LIVE);
  return { app, first, second, geo, outdir };
}

/** While CDKTF renders the first stack, after everything was looked at. */
function whileFirstRenders({ first }: Stacks, act: () => void): void {
  const toTerraform = first.toTerraform.bind(first);
  first.toTerraform = () => {
    const terraform: unknown = toTerraform();
    act();
    return terraform;
  };
}

function byAspect({ first }: Stacks, act: () => void): void {
  let done = false;
  Aspects.of(first).add({
    visit: () => {
      if (!done) act();
      done = true;
    },
  });
}

const moments = [
  { when: "while the first stack renders", at: whileFirstRenders },
  { when: "by an aspect", at: byAspect },
] as const;

const ways = [
  { way: "app.synth()", run: async ({ app }: Stacks) => app.synth() },
  { way: "synth(app)", run: ({ app }: Stacks) => synth(app) },
] as const;

const cases = moments.flatMap((moment) => ways.map((way) => ({ ...moment, ...way })));

async function failureIn(stacks: Stacks, run: (stacks: Stacks) => Promise<void>): Promise<unknown> {
  return run(stacks).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function outcomeOf({ outdir }: Stacks, stack: string): string {
  const file = path.join(outdir, "stacks", stack, "fullstory.evidence.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { outcome: string }).outcome;
}

describe.each(cases)("Something that happens to the second stack $when, under $way", ({ at, run }) => {
  it("is judged when it is one more expectation", async () => {
    const stacks = twoStacks();
    at(stacks, () => stacks.geo.expect({ recordGeoZones: ["FR"], recordGeoMode: "GEO_ALLOW_LIST" }));
    const failure = await failureIn(stacks, run);
    expect(failure).toBeInstanceOf(DeclarationError);
    expect(String(failure)).toContain("contradicts");
    expect(existsSync(path.join(stacks.outdir, "stacks", "second", "cdk.tf.json"))).toBe(false);
  });

  it("is judged when it is one more data source", async () => {
    const stacks = twoStacks();
    at(stacks, () => new FullstoryGate(stacks.second, "late", { targeting: { sessionTargetingRules: [] } }));
    await run(stacks);
    expect(outcomeOf(stacks, "first")).toBe("pass");
    expect(outcomeOf(stacks, "second")).toBe("drift");
  });

  it("is refused when it is an expectation that could not fail", async () => {
    const stacks = twoStacks();
    at(stacks, () => stacks.geo.expect({}));
    expect(await failureIn(stacks, run)).toBeInstanceOf(DeclarationError);
    expect(outcomeOf(stacks, "second")).toBe("error");
  });

  it("is refused when the data source is taken out", async () => {
    const stacks = twoStacks();
    at(stacks, () => stacks.second.node.tryRemoveChild("geo"));
    const failure = await failureIn(stacks, run);
    expect(failure).toBeInstanceOf(DeclarationError);
    expect(String(failure)).toContain("was taken out of the tree");
    expect(outcomeOf(stacks, "second")).toBe("error");
  });

  it("is refused when the org that it reads is taken out, or gets a twin", async () => {
    for (const act of [
      ({ app }: Stacks) => app.node.tryRemoveChild("org"),
      ({ app }: Stacks) => new FullstoryOrg(app, "twin", { source: { ...documents, geo: OTHER } }),
    ]) {
      const stacks = twoStacks();
      at(stacks, () => act(stacks));
      expect(await failureIn(stacks, run)).toBeInstanceOf(DeclarationError);
      expect(outcomeOf(stacks, "second")).toBe("error");
    }
  });
});

test.each(ways)("A gate that is taken out once its own stack is written fails $way too.", async ({ run }) => {
  const stacks = twoStacks();
  byAspect({ ...stacks, first: stacks.second }, () => stacks.first.node.tryRemoveChild("geo"));
  const failure = await failureIn(stacks, run);
  expect(failure).toBeInstanceOf(DeclarationError);
  expect(String(failure)).toContain("[first/geo] was taken out of the tree");
});
