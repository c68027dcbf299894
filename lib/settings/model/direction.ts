import type { Direction } from "./field.js";

const RANKS: Readonly<Record<Direction, number>> = { loosened: 0, unclear: 1, tightened: 2 };
const WITHOUT_DIRECTION = 3;

/** How grave a direction is, the gravest first; what has none comes last. */
export function directionRank(direction: Direction | undefined): number {
  return direction === undefined ? WITHOUT_DIRECTION : RANKS[direction];
}
