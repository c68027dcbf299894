import { takeTurns } from "../lib/measure.mjs";
import { count, ms } from "../lib/table.mjs";

export async function history({ table, simulator, app, fewTurns, quick }) {
  for (const n of quick ? [1_000] : [1_000, 5_000]) {
    const section = `history, ${count(n)} versions`;
    await simulator.reset();
    const versions = Array.from({ length: n }, (_, i) => ({
      settings: { blockedIps: [`10.0.${i >> 8}.${i & 255}`] },
    }));
    await simulator.seedHistory("blocking", versions);
    await simulator.configure({ latencyMs: 20 });
    await simulator.clearRequests();
    const walked = app("history.cjs", { WAY: "ours" }).report.versions;
    const requests = (await simulator.requests()).length;
    if (walked !== n) throw new Error(`${walked} of ${n} versions`);
    const figure = await takeTurns(quick ? 1 : Math.max(3, fewTurns), {
      ours: () => app("history.cjs", { WAY: "ours" }).report.ms,
      undici: () => app("history.cjs", { WAY: "undici" }).report.ms,
    });
    table.add({
      section,
      what: `client.history(), ${requests} requests, 20 ms latency`,
      figure: ms(figure.ours),
      beside: `${ms(figure.undici)}, bare undici loop over the same pages`,
      ratio: `${(figure.undici / figure.ours).toFixed(2)} of its speed`,
      target: "at least 0.9",
      met: figure.undici / figure.ours >= 0.9,
      reason:
        "the first page is decoded before the second one is asked for, in code that has never run before",
    });
  }
}
