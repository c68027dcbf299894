import { formatJson } from "../../../lib/snapshot/files.js";
import { toPlain } from "../shared/json-value.js";
import { type DoctorReport, isHealthy } from "./model.js";

export function renderDoctorJson(report: DoctorReport): string {
  const { lines, gaps } = report;
  const body = { version: 1, command: "doctor", healthy: isHealthy(report), checks: lines, gaps };
  return `${formatJson(toPlain(body))}\n`;
}
