import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type App, type ISynthesisSession, TerraformStack } from "cdktf";
import { EVIDENCE_FILE, type Evidence, errorEvidence } from "../evidence/evidence.js";

const STACKS = "stacks";
const TERRAFORM_FILE = "cdk.tf.json";

/** The files of the stacks that carry a gate. No earlier file of theirs outlives a synthesis that fails. */
export class StackFiles {
  private readonly written = new Set<string>();

  constructor(
    private readonly outdir: string,
    /** Stacks that carry a gate, as of now: an aspect may add one while the app is synthesized. */
    private readonly stacks: () => readonly TerraformStack[],
  ) {}

  /** Where a stack's evidence goes. */
  evidencePath(stack: TerraformStack): string {
    return join(this.outdir, STACKS, stack.node.id, EVIDENCE_FILE);
  }

  removeEarlier(): void {
    for (const stack of this.stacks()) this.remove(stack);
  }

  private remove(stack: TerraformStack): void {
    const folder = join(this.outdir, STACKS, stack.node.id);
    for (const name of [TERRAFORM_FILE, "cdk.tf", EVIDENCE_FILE]) rmSync(join(folder, name), { force: true });
  }

  /** Reads a stack's finished file back and writes the evidence that belongs to it. */
  seal(stack: TerraformStack, session: ISynthesisSession, confirm: (text: string) => Evidence): void {
    const file = join(session.outdir, session.manifest.forStack(stack).synthesizedStackPath);
    try {
      const text = readFileSync(file, "utf8");
      const evidence = {
        ...confirm(text),
        terraformJsonSha256: createHash("sha256").update(text).digest("hex"),
      };
      writeFileSync(this.evidencePath(stack), `${JSON.stringify(evidence, null, 2)}\n`);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    this.written.add(stack.node.id);
  }

  /** After a failed synthesis: no file that could plan, and evidence that says why. */
  fail(error: unknown): void {
    for (const stack of this.stacks()) {
      if (this.written.has(stack.node.id)) continue;
      this.remove(stack);
      const folder = join(this.outdir, STACKS, stack.node.id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, EVIDENCE_FILE),
        `${JSON.stringify(errorEvidence(stack.node.id, error, new Date()), null, 2)}\n`,
      );
    }
  }

  /** Removes what is ours from the folders of stacks that the app no longer has, so that they plan nothing. */
  removeOrphans(app: App): void {
    const folder = join(this.outdir, STACKS);
    const known = new Set(
      app.node
        .findAll()
        .filter((node) => TerraformStack.isStack(node))
        .map(({ node }) => node.id),
    );
    for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
      const orphan = join(folder, entry.name);
      if (known.has(entry.name) || !entry.isDirectory() || !existsSync(join(orphan, EVIDENCE_FILE))) continue;
      for (const file of [TERRAFORM_FILE, EVIDENCE_FILE]) rmSync(join(orphan, file), { force: true });
      // State or a lock file of the user's stays where it is.
      if (readdirSync(orphan).length === 0) rmdirSync(orphan);
    }
  }
}
