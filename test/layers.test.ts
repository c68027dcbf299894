import { readFileSync } from "node:fs";
import { join } from "node:path";
import { circlesIn, type Import, importsOf, mentionsExit, ROOT, sourcesIn, textsIn } from "./imports";

interface Room {
  /** The rooms and single files that its files may import, beside their own. */
  readonly knows: readonly string[];
  /** The packages that its files may import; `node:` stands for every module of Node. */
  readonly packages: readonly string[];
}

const CDKTF = ["cdktf", "constructs", "@cdktf/provider-null"];
/** What every room of `lib` but `settings` may know. */
const GROUND = [
  "lib/omit-undefined.ts",
  "lib/errors.ts",
  "lib/version.ts",
  "lib/package-root.ts",
  "lib/options.ts",
];

/** The rooms from the ground up. `CONTRIBUTING.md` says what each of them holds. */
const ROOMS: Readonly<Record<string, Room>> = {
  "lib/settings": {
    knows: ["lib/omit-undefined.ts"],
    packages: [
      "valibot",
      "fastest-levenshtein",
      "ipaddr.js",
      "@csstools/css-tokenizer",
      "re2js",
      "node:crypto",
      "node:net",
    ],
  },
  "lib/secrets": { knows: [], packages: ["node:"] },
  "lib/client": {
    knows: [...GROUND, "lib/settings", "lib/secrets"],
    packages: ["synckit", "node:"],
  },
  "lib/messages": { knows: [...GROUND, "lib/settings"], packages: [] },
  "lib/expectations": {
    knows: [...GROUND, "lib/settings"],
    packages: ["valibot", "node:path", "node:url"],
  },
  "lib/snapshot": {
    knows: [...GROUND, "lib/settings", "lib/messages"],
    packages: ["valibot", "node:"],
  },
  "lib/verdict": {
    knows: [...GROUND, "lib/settings", "lib/expectations", "lib/messages", "lib/snapshot/digest.ts"],
    packages: [],
  },
  "lib/terraform": {
    knows: [...GROUND, "lib/settings", "lib/expectations", "lib/messages", "lib/verdict"],
    packages: ["node:util"],
  },
  "lib/evidence": {
    knows: [
      ...GROUND,
      ...[
        "settings",
        "messages",
        "expectations",
        "verdict",
        "terraform/addresses.ts",
        "snapshot/digest.ts",
      ].map((name) => `lib/${name}`),
    ],
    packages: ["valibot"],
  },
  "lib/synthesis": {
    knows: [
      ...GROUND,
      ...[
        "settings",
        "client",
        "messages",
        "expectations",
        "snapshot",
        "verdict",
        "terraform",
        "evidence",
      ].map((name) => `lib/${name}`),
    ],
    packages: [...CDKTF, "valibot", "node:"],
  },
  "lib/constructs": {
    knows: [...GROUND, "lib/settings", "lib/expectations", "lib/synthesis"],
    packages: CDKTF,
  },
  "src/child": { knows: [], packages: ["zx", "node:"] },
  "src/plugin": { knows: [], packages: ["node:"] },
  "src/null-provider": { knows: ["src/plugin"], packages: ["node:"] },
  "src/provider": { knows: ["src/plugin"], packages: ["node:"] },
  "src/provider-package": { knows: [], packages: ["node:"] },
  "src/simulator": { knows: [], packages: ["node:"] },
  "src/terraform": { knows: ["src/child"], packages: ["node:"] },
  "src/gate": {
    knows: ["src/child", "src/null-provider", "src/provider", "src/terraform"],
    packages: ["node:"],
  },
  "src/reports": { knows: ["src/gate"], packages: ["picocolors", "node:crypto"] },
  "src/comment": { knows: [], packages: ["undici", "valibot"] },
  "src/setup": { knows: [], packages: ["node:"] },
  "src/start": {
    knows: [
      "src/child",
      "src/null-provider",
      "src/provider",
      "src/reports",
      "src/simulator",
      "src/terraform",
    ],
    packages: ["node:"],
  },
  "src/cli": {
    knows: [
      "src/child",
      "src/comment",
      "src/gate",
      "src/null-provider",
      "src/provider",
      "src/provider-package",
      "src/reports",
      "src/setup",
      "src/terraform",
    ],
    packages: ["commander", "fastest-levenshtein", "node:"],
  },
};

/** Where `src` enters `lib`: the `index.ts` of a room. The others are a single file each, for programs that need no more. */
const DOORS = [
  "lib/index.ts",
  "lib/version.ts",
  "lib/errors.ts",
  "lib/package-root.ts",
  "lib/omit-undefined.ts",
  "lib/client/fetch.ts",
  "lib/evidence/build.ts",
  "lib/snapshot/files.ts",
];
/** The files that begin a program, or that name what a package exports. */
const ENTRANCES = ["lib/index.ts", "src/cli.ts", "src/main.ts", "src/start.ts", ...GROUND];
/** The files that may know CDKTF beside the two rooms. */
const APPS = ["src/main.ts", "src/reports/declaration/declaration.ts"];
/** Who speaks with Terraform in its own words: the provider in our place, and the tests' simulator of the API. */
const SPEAKS_TERRAFORM = ["lib/terraform/", "src/null-provider/", "src/provider/"];

const files = [...sourcesIn("lib"), ...sourcesIn("src")];
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => /^(?:lib|src)\//.test(to));

function roomOf(path: string): string {
  return path.split("/").length < 3 ? path : path.split("/").slice(0, 2).join("/");
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(place.endsWith(":") ? place : `${place}/`));
}

const shown = ({ from, to }: Import): string => `${from} imports ${to}`;

describe("The layers of the code", () => {
  it("are all in the table: every file of lib and src stands in a room, or is an entrance", () => {
    const homeless = files.filter((file) => ROOMS[roomOf(file)] === undefined && !ENTRANCES.includes(file));
    expect(homeless).toEqual([]);
    expect(files.length).toBeGreaterThan(250);
    expect(imports.length).toBeGreaterThan(1_000);
  });

  it("have no circle of files, imports of types included: break one import of each circle", () => {
    expect(circlesIn(inside)).toEqual([]);
  });

  it("have no circle of rooms: turn one import between them around", () => {
    const between = inside
      .map(({ from, to }) => ({ from: roomOf(from), to: roomOf(to) }))
      .filter(({ from, to }) => from !== to);
    expect(circlesIn(between)).toEqual([]);
  });

  it("know only the rooms below them, as the table says: move what is imported down, or pass it as a parameter", () => {
    const wrong = inside.filter(({ from, to }) => {
      const room = ROOMS[roomOf(from)];
      if (room === undefined || roomOf(from) === roomOf(to)) return false;
      if (from.startsWith("src/") && to.startsWith("lib/")) return false;
      return !isIn(to, room.knows);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it("use only the packages that the table gives them", () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = ROOMS[roomOf(from)];
      if (room === undefined || /^(?:lib|src)\//.test(to) || APPS.includes(from)) return false;
      return !isIn(to, room.packages);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it("let only constructs and synthesis know CDKTF", () => {
    const users = imports.filter(({ to }) => isIn(to, CDKTF)).map(({ from }) => from);
    const allowed = ["lib/constructs", "lib/synthesis", ...APPS];
    expect([...new Set(users)].filter((file) => !isIn(file, allowed))).toEqual([]);
  });

  it("let programs enter the library through the index.ts of a room only", () => {
    const wrong = inside.filter(
      ({ from, to }) =>
        from.startsWith("src/") &&
        to.startsWith("lib/") &&
        !/^lib\/[^/]+\/index\.ts$/.test(to) &&
        !DOORS.includes(to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it("let the library and its doors name what they export: no export *", () => {
    const wholesale = files.filter((file) => /^export \* /m.test(readFileSync(join(ROOT, file), "utf8")));
    expect(wholesale).toEqual([]);
  });

  it("let the simulator share nothing with the library, so that it cannot share its mistakes", () => {
    const shared = inside.filter(
      ({ from, to }) => isIn(from, ["src/simulator"]) && !isIn(to, ["src/simulator"]),
    );
    expect(shared.map(shown)).toEqual([]);
  });

  it("let one room write Terraform's names: take them from lib/terraform", () => {
    const names = /null_data_source|^(?:\S*\/)?hashicorp\\?\/null$|^fullstory_|^data\.$/;
    const writers = files.filter((file) => !SPEAKS_TERRAFORM.some((place) => file.startsWith(place)));
    const wrong = writers.flatMap((file) =>
      textsIn(file)
        .filter((text) => names.test(text))
        .map((text) => `${file} writes ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  it("let one file write Terraform's expressions", () => {
    const writers = files
      .filter((file) => textsIn(file).some((text) => /plantimestamp|timecmp|self\.outputs\[/.test(text)))
      .filter((file) => file !== "lib/terraform/syntax.ts");
    expect(writers).toEqual([]);
  });

  it("start children in one place, which loads zx when it is first needed; but for servers of our own", () => {
    const starters = imports.filter(
      ({ from, to }) => from.startsWith("src/") && isIn(to, ["node:child_process", "zx"]),
    );
    expect(starters.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      "src/child/run-child.ts zx/core",
      "src/cli/actions/simulate.ts node:child_process",
      "src/plugin/attach/start-attached.ts node:child_process",
      "src/start/simulator-process.ts node:child_process",
    ]);
    const text = readFileSync(join(ROOT, "src/child/run-child.ts"), "utf8");
    expect(text.match(/^import .*zx/gm)).toBeNull();
  });

  it("set the exit code in one place of each program", () => {
    const setters = files.filter(mentionsExit);
    const programs = ["cli/main", "main", "null-provider/main", "provider/main", "simulator/main", "start"];
    expect(setters).toEqual(programs.map((program) => `src/${program}.ts`));
  });
});
