import { omitUndefined } from "../../../lib/omit-undefined.js";
import { jsonText } from "../../../lib/snapshot/files.js";
import { type DoctorReport, isHealthy } from "./model.js";

export function doctorJson(report: DoctorReport): string {
  const { lines, gaps } = report;
  const checks = lines.map(({ check, status, found, remedy }) => ({
    check,
    status,
    found,
    ...omitUndefined({ remedy }),
  }));
  return `${jsonText({ version: 1, command: "doctor", healthy: isHealthy(report), checks, gaps: [...gaps] })}\n`;
}
