import { takeTurns } from "../lib/measure.mjs";
import { count, megabytes, ms, times } from "../lib/table.mjs";

export async function history(setting) {
  await speed(setting);
  await memory(setting);
}

/** The program's `history` holds no more of a long history than of a short one. */
async function memory({ table, simulator, app, fewTurns, quick }) {
  const peaks = [];
  for (const n of quick ? [100, 500] : [500, 5_000]) {
    await simulator.reset();
    const settings = (i) => ({
      blockedIps: Array.from({ length: 60 }, (_, k) => `10.${k}.${i >> 8}.${i & 255}`),
    });
    await simulator.seedHistory(
      "blocking",
      Array.from({ length: n }, (_, i) => ({ settings: settings(i) })),
    );
    const peak = await takeTurns(quick ? 1 : Math.max(3, fewTurns), {
      bytes: () => app("history.cjs", { WAY: "command" }).report.peakBytes,
    });
    peaks.push({ n, bytes: peak.bytes });
  }
  const [few, many] = peaks;
  table.add({
    section: `history, ${count(many.n)} versions of 60 addresses, none of them twice`,
    what: "peak memory of `cdktf-fullstory history --output json`",
    figure: megabytes(many.bytes),
    beside: `${megabytes(few.bytes)}, ${count(few.n)} versions`,
    ratio: times(many.bytes / few.bytes),
    target: "at most 1.4 times",
    met: many.bytes / few.bytes <= 1.4,
    reason:
      "nothing of a version is kept; V8 makes its space for young objects larger the longer a process makes many",
  });
}

async function speed({ table, simulator, app, fewTurns, quick }) {
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
