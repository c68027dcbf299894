import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { App, Aspects, type IStackSynthesizer, TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { BadOptionError } from "../errors.js";
import { AppSynthesis } from "./app-synthesis.js";
import { createSwappedError } from "./errors.js";
import { checkFramework } from "./framework.js";
import { warnOfLateModule } from "./late-modules.js";
import { claimTree } from "./package-copies.js";
import type { GateRecord, SourceRecord } from "./records.js";
import { watchUntilSynthesis } from "./unfinished-apps.js";

/**
 * The one file that hooks into CDKTF.
 *
 * | hook | how | why less would not do |
 * |---|---|---|
 * | `App.synth` | replaced on the app | Everything must be fetched, and earlier files removed, before the first stack is rendered; validations and aspects run later, and `skipValidation` drops the former. |
 * | `TerraformStack.toTerraform` | replaced on the stack | Check blocks, guards and the last look need the finished JSON of the whole stack. `Testing.synth` and `app.synth` both ask here, and nothing else sees the result. |
 * | `TerraformStack.synthesizer` | public property, wrapped | The evidence belongs to the file that was written; `toTerraform` is called before there is one. |
 * | the process's `exit`, until `App.synth` | one listener, taken away again | An app that throws before its synthesis calls nothing of ours any more, and an earlier `cdk.tf.json` would plan green. |
 * | an aspect of the stack | public API | A default provider can only be added once it is known that the user adds none, and annotations only before the stack renders. |
 * | a symbol on the root of the tree | `Symbol.for`, not enumerable | Another copy of this package has a registry of its own, and nothing else is common to both. |
 * | `toHclTerraform` of a data source | overridden in the class | HCL cannot carry the gate. Nothing is patched: a stack asks each of its elements. |
 */

const syntheses = new WeakMap<IConstruct, AppSynthesis>();
const hooked = new WeakSet<IConstruct>();

/** The synthesis of the tree that a construct belongs to. */
export function getSynthesis(construct: IConstruct): AppSynthesis {
  const { root } = construct.node;
  const known = syntheses.get(root);
  if (known !== undefined) return known;
  checkFramework(root);
  claimTree(root);
  const synthesis = new AppSynthesis(root);
  syntheses.set(root, synthesis);
  if (root instanceof App) hookApp(root, synthesis);
  return synthesis;
}

/** Registers a data source, in whose stack the gate stands from now on. */
export function registerSource(source: SourceRecord): AppSynthesis {
  const synthesis = getSynthesis(source.construct);
  synthesis.registry.addSource(source);
  hookStack(TerraformStack.of(source.construct), synthesis);
  return synthesis;
}

export function registerGate(gate: GateRecord): void {
  const synthesis = getSynthesis(gate.construct);
  synthesis.registry.addGate(gate);
  hookStack(TerraformStack.of(gate.construct), synthesis);
}

/** @throws BadOptionError always: a stack with a gate cannot be written as HCL */
export function refuseHcl(source: DataNullDataSource): never {
  const { path } = TerraformStack.of(source).node;
  throw new BadOptionError(
    `[${path}] hclOutput cannot carry the gate: Terraform refuses what CDKTF writes for it`,
    { hint: "Leave hclOutput and SYNTH_HCL_OUTPUT off." },
  );
}

/** `app.synth()` becomes one synthesis: everything is fetched once at its beginning and dropped at its end. */
function hookApp(app: App, synthesis: AppSynthesis): void {
  const synth = app.synth.bind(app);
  watchUntilSynthesis(app, () => synthesis.abandon(app));
  app.synth = () => {
    // Any of them may be given a gate by an aspect.
    for (const node of app.node.findAll()) if (TerraformStack.isStack(node)) hookStack(node, synthesis);
    synthesis.synthesize(app, synth);
  };
}

function hookStack(stack: TerraformStack, synthesis: AppSynthesis): void {
  if (hooked.has(stack)) return;
  hooked.add(stack);
  const toTerraform = stack.toTerraform.bind(stack);
  const synthesizer = wrapSynthesizer(stack, synthesis);
  stack.toTerraform = () => {
    if (stack.synthesizer !== synthesizer) throw createSwappedError(stack.node.path);
    return synthesis.render(stack, toTerraform);
  };
  stack.synthesizer = synthesizer;
  Aspects.of(stack).add({
    visit: (node) => {
      const { sources, gates } = synthesis.registry.getShare(stack);
      const needsNull = sources.some(({ construct }) => !synthesis.isPlanned(construct));
      if (node === stack && needsNull) ensureNullProvider(stack);
      const late = gates.filter(({ sources: parts }) => !parts.some((part) => synthesis.isPlanned(part)));
      warnOfLateModule(node, late);
    },
  });
}

/** Gives a stack that has our data sources a provider for them, unless it has one, when its tree is complete. */
function ensureNullProvider(stack: TerraformStack): void {
  const has = stack.node
    .findAll()
    .some(
      (node) =>
        TerraformProvider.isTerraformProvider(node) &&
        node.terraformResourceType === "null" &&
        node.alias === undefined &&
        TerraformStack.of(node) === stack,
    );
  if (!has) new NullProvider(stack, "fullstory-null-provider");
}

/** The stack's own synthesizer, and after it the evidence beside the file. */
function wrapSynthesizer(stack: TerraformStack, synthesis: AppSynthesis): IStackSynthesizer {
  const { synthesizer } = stack;
  return {
    synthesize: (session) => synthesis.write(stack, session, () => synthesizer.synthesize(session)),
  };
}
