import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { TerraformStack } from "cdktf";
import type { DeclaredSource, ResolvedSource } from "./stages.js";

/** Data sources at one stage of one synthesis, and what they render. */
export abstract class SourcesByStack<Source extends ResolvedSource, Input extends object, Output> {
  private readonly bySource = new Map<DataNullDataSource, Source>();
  private readonly byStack = new Map<TerraformStack, readonly Source[]>();
  private readonly known = new Map<object, { readonly input: Input; readonly output: Output }>();

  protected constructor(private readonly renderAnew: (input: Input) => Output) {}

  add(sources: readonly Source[]): void {
    for (const source of sources) this.bySource.set(source.record.construct, source);
    const stacks = new Set(sources.map(({ record }) => TerraformStack.of(record.construct)));
    for (const stack of stacks) this.byStack.set(stack, this.mergeIn(stack, sources));
  }

  get(construct: DataNullDataSource): Source | undefined {
    return this.bySource.get(construct);
  }

  /** What became of a data source, unless something was expected of it since. */
  findCurrent({ record, expectations }: DeclaredSource): Source | undefined {
    const known = this.get(record.construct);
    return known?.expectations === expectations ? known : undefined;
  }

  /** Those of a stack: another list whenever one was added, or evaluated once more. */
  listIn(stack: TerraformStack): readonly Source[] {
    return this.byStack.get(stack) ?? [];
  }

  /** What a data source renders: once, unless one of the values that it is made from changes. */
  protected render(construct: object, input: Input): Output {
    const known = this.known.get(construct);
    if (known !== undefined && isSame(known.input, input)) return known.output;
    const output = this.renderAnew(input);
    this.known.set(construct, { input, output });
    return output;
  }

  private mergeIn(stack: TerraformStack, added: readonly Source[]): readonly Source[] {
    const here = added.filter(({ record }) => TerraformStack.of(record.construct) === stack);
    const all = [...this.listIn(stack), ...here];
    return [...new Map(all.map((source) => [source.record.construct, source])).values()];
  }
}

function isSame<Input extends object>(a: Input, b: Input): boolean {
  const names = Object.keys(a) as (keyof Input)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
