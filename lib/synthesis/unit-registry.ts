import { TerraformStack } from "cdktf";
import type { AnyDataSource } from "../constructs/data-fullstory.js";
import type { Unit } from "./unit.js";

/** The data sources that one synthesis has looked at. */
export class Units {
  private readonly bySource = new Map<AnyDataSource, Unit>();
  private readonly byStack = new Map<TerraformStack, Map<AnyDataSource, Unit>>();
  private added = 0;

  add(unit: Unit): void {
    const stack = TerraformStack.of(unit.source);
    const inStack = this.byStack.get(stack) ?? new Map<AnyDataSource, Unit>();
    this.byStack.set(stack, inStack.set(unit.source, unit));
    this.bySource.set(unit.source, unit);
    this.added += 1;
  }

  get(source: AnyDataSource): Unit | undefined {
    return this.bySource.get(source);
  }

  /** Another number whenever one was added, or read once more. */
  get version(): number {
    return this.added;
  }

  in(stack: TerraformStack): readonly Unit[] {
    return [...(this.byStack.get(stack)?.values() ?? [])];
  }

  /** The unit of a data source, unless something was expected of it since it was compared. */
  current(source: AnyDataSource): Unit | undefined {
    const unit = this.bySource.get(source);
    return unit?.compared === unit?.state.expectations.length ? unit : undefined;
  }
}
