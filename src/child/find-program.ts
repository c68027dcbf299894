import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** The program that a name stands for, as an absolute path: a file, or the first of the search path. */
export async function findProgram(
  name: string,
  searchPath: string,
  cwd: string,
): Promise<string | undefined> {
  const folders = name.includes("/") ? [cwd] : searchPath.split(path.delimiter).filter((each) => each !== "");
  for (const folder of name === "" ? [] : folders) {
    const file = path.resolve(cwd, folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
