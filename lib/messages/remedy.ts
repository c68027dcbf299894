/** What to do in Fullstory, as one sentence without its stop. `other` stands where putting a setting back is not it. */
export function describeRemedy(where: string, other?: string): string {
  return other ?? `Put it back in Fullstory: ${where}`;
}
