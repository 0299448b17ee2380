import type { Operation } from "#app/permissions.ts";

const held = { by: "holder", see: true, change: true } as const;

/** Who may ask what of a place in line: a part of permissions.ts. */
export const waiting: Record<string, Operation> = {
  "routes/waiting/place.tsx": { by: "holder", see: true },
  "routes/waiting/suiting.tsx": held,
  "routes/waiting/staying.tsx": held,
  "routes/waiting/leaving.tsx": held,
  "routes/waiting/taking.tsx": held,
  "routes/waiting/passing.tsx": held,
};
