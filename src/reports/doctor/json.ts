import { jsonText } from "../../../lib/snapshot/files.js";
import { plain } from "../shared/json-value.js";
import { type DoctorReport, isHealthy } from "./model.js";

export function doctorJson(report: DoctorReport): string {
  const { lines, gaps } = report;
  const body = { version: 1, command: "doctor", healthy: isHealthy(report), checks: lines, gaps };
  return `${jsonText(plain(body))}\n`;
}
