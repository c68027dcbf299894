import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type App, type ISynthesisSession, TerraformStack } from "cdktf";
import { EVIDENCE_FILE, type Evidence } from "../evidence/evidence.js";
import { buildErrorEvidence } from "../evidence/whole.js";
import { hash } from "../settings/model/canonical.js";

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
  getEvidencePath({ node }: TerraformStack): string {
    return join(this.outdir, STACKS, node.id, EVIDENCE_FILE);
  }

  removeEarlier(): void {
    for (const { node } of this.stacks()) removeOurs(join(this.outdir, STACKS, node.id));
  }

  /** Reads a stack's finished file back and writes the evidence that belongs to it. */
  seal(stack: TerraformStack, session: ISynthesisSession, confirm: (text: string) => Evidence): void {
    const file = join(session.outdir, session.manifest.forStack(stack).synthesizedStackPath);
    try {
      const text = readFileSync(file, "utf8");
      const evidence = { ...confirm(text), terraformJsonSha256: hash(text) };
      writeEvidence(this.getEvidencePath(stack), evidence);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    this.written.add(stack.node.id);
  }

  /** Stacks with a gate whose file was not looked over. */
  listUnsealed(): readonly TerraformStack[] {
    return this.stacks().filter((stack) => !this.written.has(stack.node.id));
  }

  /** After a failed synthesis: no file that could plan, and evidence that says why. */
  fail(error: unknown): void {
    for (const stack of this.listUnsealed()) this.writeError(stack.node.id, error);
  }

  /** The same for every folder in which an earlier synthesis left a gate, whatever the app declares by now. */
  failEarlier(error: unknown): void {
    for (const name of this.listGatedFolders()) this.writeError(name, error);
  }

  private writeError(name: string, error: unknown): void {
    const folder = join(this.outdir, STACKS, name);
    removeOurs(folder);
    mkdirSync(folder, { recursive: true });
    writeEvidence(join(folder, EVIDENCE_FILE), buildErrorEvidence(name, error, new Date()));
  }

  /**
   * Removes what is ours from the folders of stacks that had a gate, so that they plan nothing until they are written
   * anew: also of those that the app no longer has, and of those whose gate was taken out.
   */
  removeGated(app: App): void {
    const known = new Set(
      app.node
        .findAll()
        .filter((node) => TerraformStack.isStack(node))
        .map(({ node }) => node.id),
    );
    for (const name of this.listGatedFolders()) {
      const folder = join(this.outdir, STACKS, name);
      removeOurs(folder);
      // State or a lock file of the user's stays where it is.
      if (!known.has(name) && readdirSync(folder).length === 0) rmdirSync(folder);
    }
  }

  /** Names of the stacks in whose folders evidence lies. */
  private listGatedFolders(): readonly string[] {
    const folder = join(this.outdir, STACKS);
    const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    return entries
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, EVIDENCE_FILE)))
      .map(({ name }) => name);
  }
}

function writeEvidence(file: string, evidence: Evidence): void {
  writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`);
}

function removeOurs(folder: string): void {
  for (const name of [TERRAFORM_FILE, "cdk.tf", EVIDENCE_FILE]) rmSync(join(folder, name), { force: true });
}
