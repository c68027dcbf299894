import type { Command } from "commander";
import { omitUndefined } from "../../lib/omit-undefined.js";
import type { HistoryArguments } from "./actions/history-arguments.js";
import { type CommonFlags, type Format, withCommonFlags } from "./common-flags.js";
import type { Run } from "./context.js";

const FORMATS: readonly Format[] = ["text", "json", "markdown", "html", "csv"];

export function addHistory(program: Command, run: Run): void {
  const command = program
    .command("history")
    .description(
      "who changed what and when, newest first, and what it means; --output json is one object a line",
    )
    .argument(
      "[endpoint]",
      "blocking, domain, features, geo, privacy, targeting, domain.web, ... (default: all)",
    )
    .option("--since <when>", "a day or an instant, 2026-11-20 or 2026-11-20T16:02:00Z")
    .option("--until <when>", "a day, to its end, or an instant")
    .option("--field <path>", 'only changes of this field, such as recordGeoMode or elementBlocks[".tax-id"]')
    .option("--limit <count>", "versions to show at most (default: all)")
    .option("--show-actors", "show people in full, on a terminal only");
  withCommonFlags(command, FORMATS).action(
    (endpoint: string | undefined, flags: CommonFlags & Omit<HistoryArguments, "endpoint">) =>
      run(flags, FORMATS, (context) => {
        const { history }: typeof import("./actions/history.js") = require("./actions/history.js");
        return history(context, { ...flags, ...omitUndefined({ endpoint }) });
      }),
  );
}
