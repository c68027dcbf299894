import { readPackagedText } from "./package-folder.js";
import type { Project } from "./project.js";
import type { PlannedFile } from "./write-files.js";

/** The declaration's file, without its ending. */
export const DECLARATION = "fullstory";
/** The function that a declaration exports. */
export const DECLARE = "declareRecordingSettings";

/** Versions for a project that has no `package.json` yet. */
const PACKAGES = {
  dependencies: { "@cdktf/provider-null": "^11.0.0", cdktf: "^0.21.0", constructs: "^10.4.2" },
  devDependencies: { "@types/node": "^20.19.0", tsx: "^4.20.0", typescript: "^5.9.0" },
};

export interface AppInput {
  readonly project: Project;
  /** Name of the stack of a new app. */
  readonly stack: string;
  /** How `package.json` names this package. */
  readonly specifier: string;
}

/** How a program of the project imports the declaration. */
export function renderImport({ isModule }: Project): string {
  return isModule ? `./${DECLARATION}.js` : `./${DECLARATION}`;
}

/** What a folder without a CDKTF app needs to become one. */
export function buildAppFiles({ project, stack, specifier }: AppInput): readonly PlannedFile[] {
  if (project.hasApp) return [];
  return [
    { path: "main.ts", what: "the app: one stack with the gate", text: renderMain(project, stack) },
    { path: "cdktf.json", what: "how the app is started", text: formatJson(buildCdktfJson(stack)) },
    ...(project.hasManifest
      ? []
      : [
          {
            path: "package.json",
            what: "what the app depends on",
            text: formatJson(buildManifest(stack, specifier)),
          },
        ]),
    { path: "tsconfig.json", what: "for editors and tsc", text: formatJson(tsconfig) },
    { path: ".gitignore", what: "what is built or installed", text: "node_modules/\ncdktf.out/\n" },
  ];
}

/** The program that the package brings, with the project's own names. */
function renderMain(project: Project, stack: string): string {
  return readPackagedText("templates/app/main.ts")
    .replace('"./fullstory"', JSON.stringify(renderImport(project)))
    .replace('"recording-settings"', JSON.stringify(stack));
}

function buildCdktfJson(stack: string): object {
  return {
    language: "typescript",
    app: "npx --no-install tsx main.ts",
    projectId: stack,
    sendCrashReports: "false",
    terraformProviders: [],
    terraformModules: [],
    context: {},
  };
}

function buildManifest(name: string, specifier: string): object {
  const { dependencies, devDependencies } = PACKAGES;
  return {
    name,
    private: true,
    scripts: { gate: "cdktf-fullstory gate" },
    dependencies: { ...dependencies, "cdktf-fullstory": specifier },
    devDependencies,
  };
}

const tsconfig = {
  compilerOptions: {
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
};

function formatJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
