import { App, Aspects, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { FullstoryOrg } from "../constructs/org.js";
import type { Rendered } from "../terraform/rendered.js";
import { AppState } from "./app-synthesis.js";
import { checkFramework } from "./framework.js";
import type { GateState } from "./gate-state.js";
import { ensureNullProvider } from "./null-provider.js";

const states = new WeakMap<IConstruct, AppState>();
const hooked = new WeakSet<IConstruct>();

/** What is known of the tree that a construct belongs to. */
export function stateOf(construct: IConstruct): AppState {
  const { root } = construct.node;
  const known = states.get(root);
  if (known !== undefined) return known;
  checkFramework(root);
  const state = new AppState(root);
  states.set(root, state);
  if (root instanceof App) hookApp(root, state);
  return state;
}

export function attachOrg(org: FullstoryOrg): void {
  stateOf(org).holdings.addOrg(org);
}

export function attachDataSource(source: AnyDataSource): void {
  const state = stateOf(source);
  state.holdings.addDataSource(source);
  hookStack(TerraformStack.of(source), state);
}

export function attachGate(gate: IConstruct & { readonly gateState: GateState }): void {
  stateOf(gate).holdings.addGate(gate);
  hookStack(TerraformStack.of(gate), stateOf(gate));
}

/** Something more is expected of a data source. */
export function noteExpectation(source: AnyDataSource): void {
  stateOf(source).holdings.declared();
}

/** What a data source renders in the synthesis that is running, if one is. */
export function renderedOf(source: AnyDataSource): Rendered {
  return stateOf(source).rendered(source);
}

/** The document of a data source, fetched now if need be. */
export function documentOf(source: AnyDataSource): object {
  return stateOf(source).document(source);
}

/** `app.synth()` becomes one synthesis: everything is fetched once at its beginning and dropped at its end. */
function hookApp(app: App, state: AppState): void {
  const synth = app.synth.bind(app);
  app.synth = () => {
    // Any of them may be given a gate by an aspect.
    for (const node of app.node.findAll()) if (TerraformStack.isStack(node)) hookStack(node, state);
    state.synthesize(app, synth);
  };
}

/**
 * A stack may also be rendered alone, as `Testing.synth` does. Whoever asks for its Terraform JSON gets it with the
 * gate in it, looked over once more; whoever writes it to a file gets the evidence beside it.
 */
function hookStack(stack: TerraformStack, state: AppState): void {
  if (hooked.has(stack)) return;
  hooked.add(stack);
  const toTerraform = stack.toTerraform.bind(stack);
  stack.toTerraform = () => state.render(stack, toTerraform);
  const toHcl = stack.toHclTerraform.bind(stack);
  stack.toHclTerraform = () => (state.holdings.carries(stack) ? state.refuseHcl(stack) : toHcl());
  const { synthesizer } = stack;
  const synthesize = synthesizer.synthesize.bind(synthesizer);
  synthesizer.synthesize = (session) => state.write(stack, session, () => synthesize(session));
  Aspects.of(stack).add({
    visit: (node) => {
      if (node === stack) ensureNullProvider(stack, state.holdings.in(stack).dataSources.length > 0);
    },
  });
}
