import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { Resource } from "@cdktf/provider-null/lib/resource";
import { App, TerraformStack } from "cdktf";
import {
  DataFullstoryRecordingGeo,
  FullstoryGate,
  FullstoryOrg,
  type FullstoryOrgProps,
} from "../../lib/index.js";
import { failureOf, synthesized } from "./support.js";

/** A way to take a gate apart in the construct tree, and what the synthesis says of it. */
export interface Stripping {
  readonly title: string;
  readonly strip: (geo: DataFullstoryRecordingGeo, stack: TerraformStack) => void;
  readonly says: string;
}

/** Each of them is noticed, in stacks that have an org. */
export function testStrippings(
  title: string,
  strippings: readonly Stripping[],
  makeStack: () => TerraformStack,
): void {
  test.each(strippings)(title, ({ strip, says }) => {
    const stack = makeStack();
    new Resource(stack, "managed");
    const geo = new DataFullstoryRecordingGeo(stack, "geo").expect({ recordGeoMode: "GEO_ALL" });
    strip(geo, stack);
    expect(failureOf(() => synthesized(stack)).message).toContain(says);
  });
}

type Block = Record<string, unknown>;

/** What a guarded stack finally has in its file, as far as a stripping reaches for it. */
export interface FinishedFile {
  readonly data: { readonly fullstory_gate: Record<string, Block> };
  readonly ephemeral: { readonly fullstory_gate: Record<string, Block> };
  readonly resource: {
    readonly null_resource: {
      readonly managed: {
        readonly depends_on: string[];
        readonly lifecycle: { readonly precondition: { condition: string }[] };
      };
    };
  };
  readonly provider: { readonly fullstory: Block[] };
  readonly terraform: Block;
}

/** Each change of a finished file, made by wrapping `toTerraform`, is noticed, and no file that plans is left. */
export function testFileStrippings(
  title: string,
  org: FullstoryOrgProps,
  strippings: readonly (readonly [string, (file: FinishedFile) => unknown, string])[],
): void {
  test.each(strippings)(title, (_title, strip, says) => {
    const { app, stack, folder, evidence } = makeGuardedApp(org);
    const toTerraform = stack.toTerraform.bind(stack);
    stack.toTerraform = () => {
      const file = toTerraform();
      strip(file as FinishedFile);
      return file;
    };
    expect(failureOf(() => app.synth()).message).toContain(says);
    expect(readdirSync(folder)).toEqual(["fullstory.evidence.json"]);
    expect(evidence().outcome).toBe("error");
  });
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An app that writes files, with one guarded stack. */
export function makeGuardedApp(org: FullstoryOrgProps) {
  const outdir = mkdtempSync(join(tmpdir(), "fullstory-stripped-"));
  folders.push(outdir);
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "web");
  new FullstoryOrg(stack, "org", org);
  new NullProvider(stack, "null");
  new Resource(stack, "managed");
  new FullstoryGate(stack, "gate", { geo: { recordGeoMode: "GEO_ALLOW_LIST" }, guard: true });
  const folder = join(outdir, "stacks", "web");
  const evidence = () => JSON.parse(readFileSync(join(folder, "fullstory.evidence.json"), "utf8"));
  return { app, stack, folder, evidence };
}
