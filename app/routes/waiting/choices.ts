import type { DayPart } from "#app/domain/waiting/rules.ts";

/** What somebody chooses between who says when they could come: ISO weekdays, and parts of the day in order. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const inOrder: Record<DayPart, number> = { morning: 0, afternoon: 1, evening: 2 };
export const parts = (Object.keys(inOrder) as DayPart[]).sort((a, b) => inOrder[a] - inOrder[b]);
