import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../lib/evidence/index";
import { startNullProvider } from "../../src/null-provider/index";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import { planStack } from "../../src/terraform/index";
import { pages, ROOT, type Snippet, snippetsOf } from "./snippets";

/** Inside the package, so that its own name leads to its exports; removed when the tests have ended. */
const FOLDER = join(__dirname, ".tmp");
const AT_ONCE = 2;

const snippets = pages().flatMap((page) => snippetsOf(page));
const runnable = snippets.filter(({ run }) => run !== undefined);
const folders: string[] = [];
let simulator: Simulator;

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

async function execute(command: readonly string[], cwd: string, env = process.env): Promise<Ended> {
  const child = spawn(process.execPath, command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}

interface Ran extends Ended {
  readonly snippet: Snippet;
  readonly stacks: string;
}

/** Runs a compiled snippet in a folder of its own, with what a newcomer would have set. */
async function run(snippet: Snippet): Promise<Ran> {
  const cwd = mkdtempSync(join(tmpdir(), "fullstory-docs-"));
  folders.push(cwd);
  const kept = Object.entries(process.env).filter(([name]) => !/^(FULLSTORY_|CDKTF_)/.test(name));
  const env = {
    ...Object.fromEntries(kept),
    FULLSTORY_BASE_URL: simulator.url,
    FULLSTORY_API_KEY: simulator.adminKey,
  };
  const ended = await execute([join(FOLDER, "out", `${snippet.name}.js`)], cwd, env);
  return { ...ended, snippet, stacks: join(cwd, "cdktf.out", "stacks") };
}

/** Not all at once: the machine has other things to do. */
async function runAll(): Promise<readonly Ran[]> {
  const ran: Ran[] = [];
  const waiting = [...runnable];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) ran.push(await run(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return ran;
}

function outcomes({ stacks }: Ran): readonly string[] {
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks).map((name) => {
    const file = join(stacks, name, "fullstory.evidence.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Evidence).outcome : "no gate";
  });
}

/** What is wrong with a run, in one line; nothing if all is well. */
function complaint(ran: Ran): readonly string[] {
  const { snippet, code, text } = ran;
  const found = outcomes(ran);
  const wanted =
    snippet.run === "program"
      ? found.length === 0
      : snippet.run === "drift"
        ? found.includes("drift")
        : found.length > 0 && found.every((outcome) => outcome === "pass");
  return code === 0 && wanted
    ? []
    : [`${snippet.at}: exit ${code}, ${found.join(", ") || "no stack"}\n${text}`];
}

beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  simulator = await startSimulator();
});

afterAll(async () => {
  await simulator.stop();
  for (const folder of [FOLDER, ...folders]) rmSync(folder, { recursive: true, force: true });
});

describe("The TypeScript of README and docs", () => {
  it("is all found: every page of the docs that promises an example has one", () => {
    expect(snippetsOf("README.md").length).toBeGreaterThan(2);
    for (const page of pages().filter((name) => /^docs.(matchers|data-sources).(?!README)/.test(name)))
      expect([page, snippetsOf(page).some((snippet) => snippet.run !== undefined)]).toEqual([page, true]);
  });

  it("compiles against the package, strictly", async () => {
    for (const { name, code } of snippets) {
      const isModule = /^(import|export) /m.test(code);
      writeFileSync(join(FOLDER, `${name}.ts`), isModule ? code : `${code}\nexport {};\n`);
    }
    const config = {
      compilerOptions: {
        target: "es2022",
        lib: ["es2023"],
        module: "node16",
        moduleResolution: "node16",
        types: ["node", "jest"],
        rootDir: ".",
        outDir: "out",
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: true,
      },
      include: ["*.ts"],
    };
    writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    expect(await execute([tsc, "-p", "."], FOLDER)).toEqual({ code: 0, text: "" });
  }, 120_000);

  it("runs where it says so, against the simulator, and finds what it says", async () => {
    const ran = await runAll();
    expect(ran.flatMap(complaint)).toEqual([]);
    expect(ran).toHaveLength(runnable.length);
    console.info(`${snippets.length} snippets compiled, ${ran.length} of them run`);
  }, 300_000);

  it("of the README plans with a real terraform", async () => {
    const provider = await startNullProvider();
    try {
      for (const snippet of snippetsOf("README.md").filter((each) => each.run === "pass")) {
        const ran = await run(snippet);
        for (const stack of readdirSync(ran.stacks)) {
          const plan = await planStack({ dir: join(ran.stacks, stack), provider });
          expect([snippet.at, plan.diagnostics.filter((each) => each.severity === "error")]).toEqual([
            snippet.at,
            [],
          ]);
          const gates = plan.checks.filter(({ address }) => address.startsWith("data."));
          expect(gates.length).toBeGreaterThan(0);
          expect(gates.filter(({ status }) => status !== "pass")).toEqual([]);
        }
      }
    } finally {
      await provider.stop();
    }
  }, 120_000);
});
