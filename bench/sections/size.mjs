import { statSync } from "node:fs";
import { join } from "node:path";
import { lists } from "../lib/lists.mjs";
import { takeTurns } from "../lib/measure.mjs";
import { naive, readStack } from "../lib/stacks.mjs";
import { count, megabytes, more, ms, times } from "../lib/table.mjs";
import { init, plan } from "../lib/terraform.mjs";

const SIZES = {
  blockedIps: [10, 1_000, 10_000, 100_000],
  elementBlocks: [10, 1_000, 10_000],
  ajaxWatches: [10, 1_000, 10_000],
};
const QUICK = { blockedIps: [10, 100_000], elementBlocks: [10_000] };
/** The target says 1,000 and 100,000; the two other lists end at 10,000. */
const REASONS = {
  decode: "every value's kind is checked, and every object is copied key by key into one without a prototype",
  compare:
    "every rule is compared field by field, with implied modifiers and the selector as CSS; the plain gate compares texts",
  canonicalise: "every text is looked through for what must be escaped, by itself",
};
const judged = (field, n) => n === 1_000 || n === (field === "blockedIps" ? 100_000 : 10_000);

export async function size(setting) {
  const { quick, table, fewTurns } = setting;
  for (const [field, sizes] of Object.entries(quick ? QUICK : SIZES)) {
    const first = {};
    for (const n of sizes) {
      const section = `${count(n)} ${field}`;
      const { declared, body } = await prepare(setting, field, n);
      stages(setting, section, field, n, declared, body);
      const sized = { SIZED: setting.file("declared", { field, items: declared }), REPORT: "1" };
      await syntheses(setting, section, n, sized, first);
      await planned(setting, section, n, sized, first);
    }
  }
  await naiveGate(setting, fewTurns, table);
}

async function prepare({ simulator, file }, field, n) {
  const { document, declared: make, live } = lists[field];
  const declared = make(n);
  await simulator.reset();
  await simulator.set(document, { [field]: live(declared) });
  return { declared, body: file("live", await simulator.get(document)) };
}

function stages({ app, file, table, quick }, section, field, n, declared, body) {
  const turns = String(n >= 10_000 ? (quick ? 3 : 7) : quick ? 5 : 15);
  const env = { FIELD: field, LIVE: body, DECLARED: file("items", declared), TURNS: turns };
  const { report } = app("stages.cjs", env);
  for (const [stage, { ours, plain }] of Object.entries(report)) {
    const target =
      judged(field, n) && stage !== "declare"
        ? { target: "at most 2 times", met: ours <= 2 * plain, reason: REASONS[stage] }
        : {};
    table.add({
      section,
      what: `${stage}, warm`,
      figure: ms(ours),
      beside: `${ms(plain)}, plain JavaScript`,
      ratio: times(ours / plain),
      ...target,
    });
  }
}

async function syntheses({ app, fewTurns, table, quick }, section, n, sized, first) {
  let [peak, otherPeak] = [0, 0];
  const figure = await takeTurns(quick ? 1 : fewTurns, {
    ours: () => {
      const { ms: took, report } = app("gated.cjs", sized);
      peak = Math.max(peak, report.peakBytes);
      return took;
    },
    bare: () => {
      const { ms: took, report } = app("bare.cjs", sized);
      otherPeak = Math.max(otherPeak, report.peakBytes);
      return took;
    },
  });
  first.ours ??= figure.ours;
  first.bare ??= figure.bare;
  table.add({
    section,
    what: "synthesis, a whole process",
    figure: ms(figure.ours),
    beside: `${ms(figure.bare)}, bare app that compares in plain JavaScript`,
    ratio: times(figure.ours / figure.bare),
    ...(judgedSize(section)
      ? {
          target: "at most 2 times",
          met: figure.ours <= 2 * figure.bare,
          reason: "reading the answer and the comparison are, see the rows above",
        }
      : {}),
  });
  if (n > 10) {
    const [grown, bareGrown] = [figure.ours - first.ours, figure.bare - first.bare];
    table.add({
      section,
      what: "of that, more than with 10",
      figure: more(grown),
      beside: `${more(bareGrown)}, bare`,
    });
  }
  table.add({
    section,
    what: "peak memory of the synthesis",
    figure: megabytes(peak),
    beside: `${megabytes(otherPeak)}, bare`,
    ratio: times(peak / otherPeak),
  });
}

const judgedSize = (section) => /^(1,000|100,000|10,000 (element|ajax))/.test(section);

async function planned({ app, provider, table, fewTurns, quick }, section, n, sized, first) {
  const cwd = join(app("gated.cjs", sized).out, "stacks", "web");
  init(cwd, provider.env);
  first.cwd ??= cwd;
  const { here, ten } = await takeTurns(quick ? 2 : Math.max(5, fewTurns), {
    here: () => plan(cwd, provider.env),
    ...(n === 10 ? {} : { ten: () => plan(first.cwd, provider.env) }),
  });
  const target = n === 100_000 ? { target: "at most 1.2 times that with 10", met: here <= 1.2 * ten } : {};
  table.add({
    section,
    what: "terraform plan, provider attached",
    figure: ms(here),
    ...(n === 10 ? {} : { beside: `${ms(ten)}, with 10`, ratio: times(here / ten) }),
    ...target,
  });
  const bytes = statSync(join(cwd, "cdk.tf.json")).size;
  table.add({ section, what: "size of cdk.tf.json", figure: `${count(bytes)} bytes` });
}

/** Ours declares the same ten thousand; a naive plan takes seconds, so it has few turns. */
async function naiveGate(setting, fewTurns, table) {
  const { app, file, folder, provider, quick } = setting;
  const n = 10_000;
  const { declared } = await prepare(setting, "blockedIps", n);
  const ours = join(
    app("gated.cjs", { SIZED: file("declared", { field: "blockedIps", items: declared }) }).out,
    "stacks",
    "web",
  );
  const { version } = readStack(ours).terraform.required_providers.null;
  const byHand = naive(join(folder("naive"), "stack"), version, declared);
  for (const cwd of [ours, byHand]) init(cwd, provider.env);
  const figure = await takeTurns(quick ? 1 : fewTurns, {
    ours: () => plan(ours, provider.env),
    naive: () => plan(byHand, provider.env),
  });
  table.add({
    section: "10,000 blockedIps, a naive gate",
    what: "plan of toset(...) == toset(...), written by hand, provider attached",
    figure: ms(figure.naive),
    beside: `${ms(figure.ours)}, ours`,
    ratio: times(figure.naive / figure.ours),
    target: "at least 20 times as slow",
    met: figure.naive >= 20 * figure.ours,
  });
}
