import { lists } from "../lib/lists.mjs";
import { median, takeTurns } from "../lib/measure.mjs";
import { more, ms } from "../lib/table.mjs";

const PHASES = {
  package: "loading cdktf-fullstory before bundling (after cdktf)",
  declare: "reading the declarations",
  fetchAll: "fetching, loading the network included",
  evaluate: "comparing",
  renderEvaluation: "rendering conditions",
  findGateFaults: "the check of the finished JSON, three times over",
  buildEvidence: "building the evidence",
  seal: "reading the file back, the last check, evidence, writing it",
};

/** What each part of the gate adds to one synthesis. */
export async function added({ table, app, turns, fewTurns, simulator, file, quick }) {
  await phases({ table, app, turns }, "what each part adds, eight documents", {});
  if (!quick) {
    const n = 100_000;
    const { declared, live } = lists.blockedIps;
    const items = declared(n);
    await simulator.set("blocking", { blockedIps: live(items) });
    const sized = { SIZED: file("declared", { field: "blockedIps", items }) };
    await phases({ table, app, turns: fewTurns }, "the same with 100,000 blockedIps", sized);
  }
  await simulator.reset();
  for (const latencyMs of quick ? [0] : [0, 100]) {
    await simulator.configure({ latencyMs });
    const figure = await takeTurns(quick ? 1 : Math.max(3, fewTurns), {
      match: () => app("gated.cjs").ms,
      drift: () => app("gated.cjs", { DRIFT: "1" }).ms,
    });
    table.add({
      section: "blame, only where something differs",
      what: `one field differs: GET /me and its history, at ${latencyMs} ms latency`,
      figure: ms(figure.drift),
      beside: `${ms(figure.match)}, everything matches`,
      ratio: more(figure.drift - figure.match),
    });
  }
}

async function phases({ table, app, turns }, section, extra) {
  const reports = Array.from({ length: turns + 1 }, () => app("phases.cjs", extra).report).slice(1);
  const whole = median(reports.map((report) => report.synth));
  for (const [name, what] of Object.entries(PHASES)) {
    const value = median(reports.map((report) => report[name]));
    table.add({ section, what, figure: ms(value) });
  }
  table.add({ section, what: "await synth(app) as a whole, CDKTF's part included", figure: ms(whole) });
}
