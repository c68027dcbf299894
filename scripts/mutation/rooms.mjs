/** What `npm run mutation` mutates, room by room, and the folders of `test` that must notice it. */
export const ROOMS = [
  { name: "verdict", tests: ["verdict", "expectations"] },
  { name: "expectations", tests: ["expectations", "verdict"] },
  ...["model", "endpoints", "decode", "declare", "compare"].map((folder) => ({
    name: `settings/${folder}`,
    tests: ["settings"],
  })),
];

/** What must hold by itself: 90 % or more of the mutants of its files are killed. */
export const TOPICS = {
  judge: ["lib/verdict/judge.ts", "lib/verdict/evaluate.ts"],
  weakening: ["weakening", "weakened", "coverage", "guard-weakening", "org-weakening"]
    .concat(["strictness", "strictness-lists", "strictness-change"])
    .map((name) => `lib/verdict/${name}.ts`),
  waivers: ["lib/expectations/waiver.ts", "lib/verdict/finding-digest.ts"],
  histories: ["lib/verdict/compare-history.ts", "lib/expectations/history-expectation.ts"],
};

/** A file that a run of a room leaves behind. */
export function reportOf({ name }, what) {
  return `reports/mutation/${name.replaceAll("/", "-")}.${what}.json`;
}
