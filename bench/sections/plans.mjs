import { join } from "node:path";
import { takeTurns } from "../lib/measure.mjs";
import { emptied, withLaunchedProvider, withoutProvider } from "../lib/stacks.mjs";
import { ms, times } from "../lib/table.mjs";
import { apply, init, plan } from "../lib/terraform.mjs";

const section = "terraform plan, eight documents";
/** Terraform launches nothing that it cannot find, and looks in the working folder only without another word. */
const launching = { TF_CLI_CONFIG_FILE: "/dev/null" };

export async function plans({ table, turns, app, folder, provider }) {
  const attached = join(app("gated.cjs").out, "stacks", "web");
  const launched = withLaunchedProvider(attached, join(folder("launched"), "stack"));
  const data = withoutProvider(attached, join(folder("data"), "stack"));
  const empty = emptied(attached, join(folder("empty"), "stack"));
  init(attached, provider.env);
  init(launched, launching);
  init(data, {});
  init(empty, {});
  // A plan that has nothing to change, as a gate's: before the first apply it would write a plan of eight creations.
  apply(data, {});
  const figure = await takeTurns(turns, {
    attached: () => plan(attached, provider.env),
    launched: () => plan(launched, launching),
    data: () => plan(data, {}),
    empty: () => plan(empty, {}),
  });
  const shown = ms(figure.attached);
  table.add({ section, what: "an empty stack", figure: ms(figure.empty) });
  table.add({
    section,
    what: "provider attached, beside launched as a process (from Node, with AutoMTLS)",
    figure: shown,
    beside: ms(figure.launched),
    ratio: times(figure.attached / figure.launched),
    target: "at most 0.5 times",
    met: figure.attached <= figure.launched / 2,
  });
  table.add({
    section,
    what: "provider attached, beside eight terraform_data with the same conditions (applied: no changes)",
    figure: shown,
    beside: ms(figure.data),
    ratio: times(figure.attached / figure.data),
    target: "at most 1.5 times",
    met: figure.attached <= figure.data * 1.5,
  });
}
