type MaxAge = number | "off";

/** Whether the later limit lets older settings pass. */
export function isLonger(before: MaxAge | undefined, after: MaxAge | undefined): boolean {
  return inSeconds(after) > inSeconds(before);
}

function inSeconds(age: MaxAge | undefined): number {
  return age === undefined || age === "off" ? Number.POSITIVE_INFINITY : age;
}

const UNITS = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "m"],
] as const;

export function writeAge(age: MaxAge | undefined): string {
  if (age === undefined || age === "off") return "off";
  const [size, unit] = UNITS.find(([seconds]) => age % seconds === 0) ?? [1, "s"];
  return `${age / size}${unit}`;
}
