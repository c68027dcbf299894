import type { DoctorReport } from "../../reports/doctor/model.js";
import { isHealthy } from "../../reports/doctor/model.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { deliver } from "./deliver.js";
import { machineLines } from "./doctor-machine.js";
import { orgLines } from "./doctor-org.js";
import { selectSlots } from "./select-slots.js";

export interface DoctorArguments {
  readonly documents?: readonly string[];
}

const GAPS = [
  "page code, URL and header rules, consent calls: a pass says that these documents are as declared, and no more",
  "element rules as Fullstory combines them: configured rules are compared, not their effect",
];

/** Says whether a gate could decide here. It gives no verdict on the settings. */
export async function doctor(context: Context, given: DoctorArguments): Promise<ExitCode> {
  const chosen = selectSlots(given.documents, context.settings);
  const progress = new Progress(context);
  progress.say("looking at this machine and at the org");
  const [machine, org] = await Promise.all([machineLines(context), orgLines(context, chosen)]).finally(() =>
    progress.end(),
  );
  const report: DoctorReport = { lines: [...machine, ...org], gaps: GAPS };
  await deliver(context, written(context, report));
  return isHealthy(report) ? ExitCode.match : ExitCode.undecided;
}

function written({ settings, style }: Context, report: DoctorReport): string {
  if (settings.output === "json") {
    const {
      doctorJson,
    }: typeof import("../../reports/doctor/json.js") = require("../../reports/doctor/json.js");
    return doctorJson(report);
  }
  if (settings.output === "markdown") {
    const {
      doctorMarkdown,
    }: typeof import("../../reports/doctor/markdown.js") = require("../../reports/doctor/markdown.js");
    return doctorMarkdown(report);
  }
  const {
    doctorText,
  }: typeof import("../../reports/doctor/text.js") = require("../../reports/doctor/text.js");
  return doctorText(report, style, settings.quiet);
}
