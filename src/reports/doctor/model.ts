import { omitUndefined } from "../../../lib/omit-undefined.js";

/** What one check of the surroundings found. */
export interface DoctorLine {
  readonly check: string;
  /** `fail`: a gate could not decide. `warn`: it could, and somebody should know. */
  readonly status: "ok" | "warn" | "fail";
  readonly found: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export function reportPass(check: string, found: string): DoctorLine {
  return { check, status: "ok", found };
}

export function warn(check: string, found: string, remedy: string): DoctorLine {
  return { check, status: "warn", found, remedy };
}

export function fail(check: string, found: string, remedy?: string): DoctorLine {
  return { check, status: "fail", found, ...omitUndefined({ remedy }) };
}

export interface DoctorReport {
  readonly lines: readonly DoctorLine[];
  /** What a pass would not mean. */
  readonly gaps: readonly string[];
}

export function isHealthy({ lines }: DoctorReport): boolean {
  return lines.every(({ status }) => status !== "fail");
}

export function describeHealth(report: DoctorReport): string {
  const failed = report.lines.filter(({ status }) => status === "fail").length;
  if (failed === 0) return "nothing keeps a gate from deciding";
  return `${failed} ${failed === 1 ? "thing keeps" : "things keep"} a gate from deciding`;
}
