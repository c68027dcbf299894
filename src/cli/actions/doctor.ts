import { type DoctorReport, isHealthy } from "../../reports/doctor/model.js";
import { doctorFormats, loadWriter } from "../../reports/formats.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-codes.js";
import { Progress } from "../progress.js";
import { deliver } from "./deliver.js";
import { checkMachine } from "./doctor-machine.js";
import { checkOrg } from "./doctor-org.js";
import { pickSlots } from "./pick-slots.js";

export interface DoctorArguments {
  readonly documents?: readonly string[];
}

const GAPS = [
  "page code, URL and header rules, consent calls: a pass says that these documents are as declared, and no more",
  "element rules as Fullstory combines them: configured rules are compared, not their effect",
];

/** Says whether a gate could decide here. It gives no verdict on the settings. */
export async function runDoctor(context: Context, given: DoctorArguments): Promise<ExitCode> {
  const { settings, style } = context;
  const chosen = pickSlots(given.documents, settings);
  const progress = new Progress(context);
  progress.say("looking at this machine and at the org");
  const [machine, org] = await Promise.all([checkMachine(context), checkOrg(context, chosen)]).finally(() =>
    progress.end(),
  );
  const report: DoctorReport = { lines: [...machine, ...org], gaps: GAPS };
  const write = loadWriter(doctorFormats, settings.output);
  await deliver(context, write(report, style, settings.quiet));
  return isHealthy(report) ? ExitCode.match : ExitCode.undecided;
}
