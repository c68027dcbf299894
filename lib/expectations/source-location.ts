import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { findPackageRoot } from "../package-root.js";

/** Where in a user's code something was declared. */
export interface SourceLocation {
  /** Relative to the working directory where it lies below it. */
  readonly file: string;
  readonly line: number;
}

/** `file:line`. */
export function formatLocation(location: SourceLocation): string {
  return `${location.file}:${location.line}`;
}

/** `lib`, as source, compiled and bundled: frames from there are ours, not the user's. */
const ROOT = findPackageRoot()?.dir;
const OURS =
  ROOT === undefined
    ? [dirname(__dirname) + sep]
    : ["lib", join("dist", "lib"), join("dist", "entries")].map((folder) => join(ROOT, folder) + sep);

/** The nearest caller outside this package; source maps are honoured where the runtime has them on. */
export function findCaller(): SourceLocation | undefined {
  return findLocation(takeStack(30), OURS, process.cwd());
}

/** The callers outside this package, the framework and the runtime, as lines of a stack. */
export function listUserFrames(): readonly string[] {
  return takeStack(50)
    .split("\n")
    .filter((line) => {
      const file = parseFrame(line);
      return file !== undefined && isOfUser(file, OURS) && !file.includes(`${sep}node_modules${sep}`);
    });
}

/** The stack of whoever asks, as text; its first line is a message. */
function takeStack(frames: number): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames + 1;
  const stack = new Error("where").stack ?? "";
  Error.stackTraceLimit = limit;
  return stack;
}

/** The first frame of a stack that is neither ours nor the runtime's. */
export function findLocation(
  stack: string,
  ours: readonly string[],
  cwd: string,
): SourceLocation | undefined {
  for (const line of stack.split("\n").slice(1)) {
    const frame = FRAME.exec(line);
    const file = parseFrame(line);
    if (frame === null || file === undefined || !isOfUser(file, ours)) continue;
    const below = relative(cwd, file);
    const shown = below.startsWith("..") ? file : below;
    return { file: shown.split(sep).join("/"), line: Number(frame[2]) };
  }
  return undefined;
}

const FRAME = /^\s+at (?:.* \()?(.+?):(\d+)(?::\d+)?\)?$/;

function parseFrame(line: string): string | undefined {
  return toPath(FRAME.exec(line)?.[1] ?? "<anonymous>");
}

function isOfUser(file: string, ours: readonly string[]): boolean {
  return (
    !ours.some((folder) => file.startsWith(folder)) && !file.startsWith("node:") && file !== "<anonymous>"
  );
}

function toPath(text: string): string | undefined {
  const name = text.replace(/^async /, "");
  if (!name.startsWith("file:")) return name;
  try {
    return fileURLToPath(name);
  } catch {
    return undefined;
  }
}
