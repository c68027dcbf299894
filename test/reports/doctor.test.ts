import { checkNode } from "../../src/cli/actions/doctor-machine";
import { renderDoctorJson } from "../../src/reports/doctor/json";
import { renderDoctorMarkdown } from "../../src/reports/doctor/markdown";
import type { DoctorReport } from "../../src/reports/doctor/model";
import { renderDoctorText } from "../../src/reports/doctor/text";
import { PLAIN, toStyle } from "../../src/reports/shared/style";
import { expectGolden } from "./golden";

const report: DoctorReport = {
  lines: [
    { check: "node", status: "ok", found: "20.18.1" },
    {
      check: "host",
      status: "warn",
      found: "evil.example|::x",
      remedy: "unset FULLSTORY_BASE_URL and --base-url unless this is meant",
    },
    {
      check: "privacy",
      status: "fail",
      found: "GET /settings/recording/v1/privacy answered 403 forbidden, 1 attempt",
      remedy:
        "This endpoint wants an Admin key: use one, or leave privacy out of the gate and of --documents.",
    },
  ],
  gaps: ["page code, URL and header rules, consent calls"],
};

describe("the doctor's report", () => {
  test("as text, JSON and Markdown", () => {
    expectGolden("doctor.txt", renderDoctorText(report, PLAIN));
    expectGolden("doctor-terminal.txt", renderDoctorText(report, toStyle({ color: true, columns: 80 })));
    expectGolden("doctor.json", renderDoctorJson(report));
    expectGolden("doctor.md", renderDoctorMarkdown(report));
    expect(renderDoctorText(report, PLAIN, true)).toBe("✘ fullstory: 1 thing keeps a gate from deciding\n");
  });
});

describe("the version of Node", () => {
  test.each([
    ["20.18.1", "ok"],
    ["20.18.0", "fail"],
    ["20.19.0", "ok"],
    ["22.0.0", "ok"],
    ["18.99.99", "fail"],
  ])("%s is %s", (version, status) => expect(checkNode(version).status).toBe(status));
});
