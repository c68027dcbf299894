import type { ReadProjectFile } from "./project.js";

const USUAL = ["main", "master", "trunk", "develop"];

/** The branch that pull requests go to: the remote's, else the one that is checked out if its name is a usual one. */
export function defaultBranch(read: ReadProjectFile): string {
  const ofRemote = /^ref: refs\/remotes\/origin\/([\w./-]{1,100})\s*$/.exec(
    read(".git/refs/remotes/origin/HEAD") ?? "",
  );
  if (ofRemote?.[1] !== undefined) return ofRemote[1];
  const here = /^ref: refs\/heads\/([\w./-]{1,100})\s*$/.exec(read(".git/HEAD") ?? "")?.[1];
  return USUAL.find((name) => name === here) ?? "main";
}
