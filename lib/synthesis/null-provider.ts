import { NullProvider } from "@cdktf/provider-null/lib/provider";
import { TerraformProvider, TerraformStack } from "cdktf";

const ID = "fullstory-null-provider";

/** Gives a stack that has our data sources a provider for them, unless it has one, when its tree is complete. */
export function ensureNullProvider(stack: TerraformStack, needed: boolean): void {
  if (!needed) return;
  const providers = stack.node
    .findAll()
    .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node));
  const has = providers.some(
    (provider) =>
      provider.terraformResourceType === "null" &&
      provider.alias === undefined &&
      TerraformStack.of(provider) === stack,
  );
  if (!has) new NullProvider(stack, ID);
}
