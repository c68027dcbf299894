/** What `npm run mutation` mutates, room by room, and the folders of `test` that must notice it. */
export const ROOMS = [
  { name: "verdict", tests: ["verdict", "expectations"] },
  { name: "expectations", tests: ["expectations", "verdict"] },
  ...["model", "endpoints", "decode", "declare", "compare"].map((folder) => ({
    name: `settings/${folder}`,
    tests: ["settings"],
  })),
];

/** A file that a run of a room leaves behind. */
export function reportOf({ name }, what) {
  return `reports/mutation/${name.replaceAll("/", "-")}.${what}.json`;
}
