import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { TerraformStack } from "cdktf";
import type { EvaluatedSource } from "./stages.js";

const NONE: readonly EvaluatedSource[] = [];

/** The data sources that one synthesis has evaluated. */
export class EvaluatedSources {
  private readonly bySource = new Map<DataNullDataSource, EvaluatedSource>();
  private readonly byStack = new Map<TerraformStack, readonly EvaluatedSource[]>();

  add(sources: readonly EvaluatedSource[]): void {
    for (const source of sources) this.bySource.set(source.record.construct, source);
    const stacks = new Set(sources.map(({ record }) => TerraformStack.of(record.construct)));
    for (const stack of stacks) this.byStack.set(stack, this.inStack(stack, sources));
  }

  get(construct: DataNullDataSource): EvaluatedSource | undefined {
    return this.bySource.get(construct);
  }

  /** Those of a stack: another list whenever one was added, or evaluated once more. */
  in(stack: TerraformStack): readonly EvaluatedSource[] {
    return this.byStack.get(stack) ?? NONE;
  }

  private inStack(stack: TerraformStack, added: readonly EvaluatedSource[]): readonly EvaluatedSource[] {
    const here = added.filter(({ record }) => TerraformStack.of(record.construct) === stack);
    const all = [...this.in(stack), ...here];
    return [...new Map(all.map((source) => [source.record.construct, source])).values()];
  }
}
