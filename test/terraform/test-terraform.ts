import { parseJsonLines } from "../../src/terraform/diagnostics.js";
import { type Diagnostic, Terraform } from "../../src/terraform/index.js";

/** Terraform with the commands that the package itself never runs. */
export class TestTerraform extends Terraform {
  /** Applies a plan file; without one, plans anew and applies that. */
  apply(...words: readonly string[]) {
    return this.run(["apply", "-no-color", "-input=false", "-auto-approve", ...words]);
  }

  destroy(args: readonly string[] = []) {
    return this.run(["destroy", "-no-color", "-input=false", "-auto-approve", ...args]);
  }

  async output(): Promise<unknown> {
    return JSON.parse((await this.run(["output", "-json", "-no-color"])).stdout);
  }

  async validate(): Promise<{ readonly exitCode: number; readonly diagnostics: readonly Diagnostic[] }> {
    const { exitCode, stdout } = await this.run(["validate", "-json", "-no-color"]);
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly unknown[] };
    const lines = diagnostics.map((diagnostic) => JSON.stringify({ type: "diagnostic", diagnostic }));
    return { exitCode, ...parseJsonLines(lines.join("\n")) };
  }
}
