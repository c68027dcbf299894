import type { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import { TerraformStack } from "cdktf";
import type { SourceRecord } from "./records.js";

interface Recorded {
  readonly record: SourceRecord;
}

/** Data sources at one stage of one synthesis. */
export class SourcesByStack<Source extends Recorded> {
  private readonly bySource = new Map<DataNullDataSource, Source>();
  private readonly byStack = new Map<TerraformStack, readonly Source[]>();

  add(sources: readonly Source[]): void {
    for (const source of sources) this.bySource.set(source.record.construct, source);
    const stacks = new Set(sources.map(({ record }) => TerraformStack.of(record.construct)));
    for (const stack of stacks) this.byStack.set(stack, this.inStack(stack, sources));
  }

  get(construct: DataNullDataSource): Source | undefined {
    return this.bySource.get(construct);
  }

  /** Those of a stack: another list whenever one was added, or evaluated once more. */
  in(stack: TerraformStack): readonly Source[] {
    return this.byStack.get(stack) ?? [];
  }

  private inStack(stack: TerraformStack, added: readonly Source[]): readonly Source[] {
    const here = added.filter(({ record }) => TerraformStack.of(record.construct) === stack);
    const all = [...this.in(stack), ...here];
    return [...new Map(all.map((source) => [source.record.construct, source])).values()];
  }
}
