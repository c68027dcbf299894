import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { judgeHclPlan, listGates } from "../../src/start/verdict.js";
import { cleanEnv } from "../cli/support.js";

const ROOT = join(__dirname, "../..");

async function start(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(ROOT, "dist/src/start.js"), ...args], {
    cwd: ROOT,
    env: cleanEnv(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  const [code] = await once(child, "close");
  return { code, ...said };
}

describe("npm start -- --hcl", () => {
  test("shows a plan that passes, and one that fails with drift, and leaves the example as it is.", async () => {
    const { code, stdout, stderr } = await start("--hcl");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("data.fullstory_gate.recording says passed = true, checked = 7");
    expect(stdout).toContain("fullstory: drift, default_privacy_mode differs [LOOSENED]");
    expect(stdout.trim().split("\n").at(-1)).toMatch(/^4\. Exit 1: the plan failed/);
    expect(existsSync(join(ROOT, "examples/hcl/gate/.terraform"))).toBe(false);
  });

  test("is in the help, and refuses --live beside it.", async () => {
    expect((await start("--help")).stdout).toContain("--hcl");
    const { code, stdout, stderr } = await start("--hcl", "--live");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("--live and --hcl exclude each other");
  });
});

describe("The verdict on a plan of HCL", () => {
  const gate = (values: unknown) => ({ address: "data.fullstory_gate.g", type: "fullstory_gate", values });
  const read = (...resources: unknown[]) => ({ prior_state: { values: { root_module: { resources } } } });
  const plan = (json: unknown) => ({ exitCode: 0, text: "", diagnostics: [], json });
  const failed = (...summaries: string[]) => ({
    exitCode: 1,
    text: "",
    json: undefined,
    diagnostics: summaries.map((summary) => ({ severity: "error" as const, summary, detail: "" })),
  });

  test.each([
    ["no plan", undefined],
    ["no gate", read({ type: "terraform_data", values: { passed: true, checked: 1 } })],
    ["a gate that did not pass", read(gate({ passed: false, checked: 1 }))],
    ["a gate that compared nothing", read(gate({ passed: true, checked: 0 }))],
    ["a pass that is only text", read(gate({ passed: "true", checked: 1 }))],
    ["one of two that did not pass", read(gate({ passed: true, checked: 1 }), gate({ passed: false }))],
    [
      "a gate that is read only when it is applied",
      {
        ...read(gate({ passed: true, checked: 1 })),
        planned_values: { root_module: { resources: [gate({})] } },
      },
    ],
  ])("is undecided for %s.", (_what, json) => {
    expect(judgeHclPlan(plan(json))).toBe("undecided");
  });

  test("is a match by passed and checked of every gate.", () => {
    const json = read(gate({ passed: true, checked: 7 }));
    expect(judgeHclPlan(plan(json))).toBe("match");
    expect(listGates(json)).toEqual([{ address: "data.fullstory_gate.g", passed: true, checked: 7 }]);
  });

  test("is drift where every error is, and undecided for any other error or none.", () => {
    const drift = "fullstory: drift, record_geo_mode differs";
    expect(judgeHclPlan(failed(drift))).toBe("drift");
    expect(judgeHclPlan(failed(drift, "fullstory: unreadable, nothing was checked"))).toBe("undecided");
    expect(judgeHclPlan(failed())).toBe("undecided");
  });
});
