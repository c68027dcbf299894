import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

const ID = "fullstory-null-provider";

/** Gives a stack that has our data sources a provider for them, unless it has one, when its tree is complete. */
export function ensureNullProvider(stack: TerraformStack, dataSources: Iterable<IConstruct>): void {
  const providers = stack.node
    .findAll()
    .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node));
  const needed = [...dataSources].some((source) => TerraformStack.of(source) === stack);
  const has = providers.some(
    (provider) =>
      provider.terraformResourceType === "null" &&
      provider.alias === undefined &&
      TerraformStack.of(provider) === stack,
  );
  if (needed && !has) new NullProvider(stack, ID);
}
