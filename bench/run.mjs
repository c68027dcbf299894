// The bench: one program, one table, bench/results.md. `npm run bench`, or `npm run bench -- --quick` under a minute.
// Everything listens on loopback; figures are medians, and each stands beside something measured in the same run.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeMachine } from "./lib/machine.mjs";
import { startSetting } from "./lib/setting.mjs";
import { Table } from "./lib/table.mjs";
import { added } from "./sections/added.mjs";
import { handshake } from "./sections/handshake.mjs";
import { hcl } from "./sections/hcl.mjs";
import { history } from "./sections/history.mjs";
import { orgs } from "./sections/orgs.mjs";
import { planTime } from "./sections/plan-time.mjs";
import { plans } from "./sections/plans.mjs";
import { programs } from "./sections/programs.mjs";
import { size } from "./sections/size.mjs";
import { synthesis } from "./sections/synthesis.mjs";

const sections = { synthesis, plans, size, history, orgs, added, programs, handshake, hcl, planTime };

const HELP = `Usage: npm run bench [-- --quick] [--only SECTION,...] [--turns N]

  --quick    fewer turns and sizes, under a minute; figures are rougher
  --only     ${Object.keys(sections).join(", ")}
  --turns    how often each candidate is measured (default: 9; 1 with --quick)

Writes bench/results.md, except with --quick or --only. \`cdktf diff\` is measured too
where \`npm run test:cdktf-cli\` has installed the cdktf command line.
`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    turns: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function main() {
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const only = values.only?.split(",");
  const unknown = only?.find((name) => !(name in sections));
  if (unknown !== undefined) throw new Error(`no section ${unknown}: ${Object.keys(sections).join(", ")}`);
  const table = new Table();
  const started = performance.now();
  const setting = await startSetting({
    quick: values.quick,
    turns: Number(values.turns ?? (values.quick ? 1 : 9)),
    table,
  });
  try {
    for (const [name, section] of Object.entries(sections)) {
      if (only !== undefined && !only.includes(name)) continue;
      table.heading(name);
      await setting.simulator.reset();
      await section(setting);
    }
  } finally {
    await setting.end();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const targets = table.targets();
  const met = targets.filter((row) => row.met === true).length;
  process.stdout.write(`\n${met} of ${targets.length} targets met, in ${seconds} s\n`);
  if (only === undefined && !values.quick) {
    const file = fileURLToPath(new URL("./results.md", import.meta.url));
    writeFileSync(file, results(table, setting.turns, seconds));
    process.stdout.write(`written: ${file}\n`);
  }
}

function results(table, turns, seconds) {
  const machine = describeMachine().map(([name, value]) => `| ${name} | ${value} |`);
  const targets = table.targets();
  const missed = targets.filter((row) => row.met !== true);
  return `# Bench

Written by \`npm run bench\` in ${seconds} s. Medians of ${turns} turns (fewer where one takes seconds); candidates take
turns, so that whatever else the machine does falls on all of them. Whole processes, cold, unless a row says otherwise;
\`NODE_EXTRA_CA_CERTS\` is taken out of every child's environment. Fullstory is the simulator, on loopback.

| | |
|---|---|
${machine.join("\n")}

${targets.length - missed.length} of ${targets.length} targets met${missed.length === 0 ? "." : `; not met or not measured: ${missed.map((row) => `${row.section}: ${row.what}`).join("; ")}.`}

${table.markdown()}
`;
}

main().catch((error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exitCode = 1;
});
