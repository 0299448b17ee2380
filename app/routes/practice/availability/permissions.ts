import type { Operation } from "#app/permissions.ts";

const seen = { by: "member", see: "hours.change" } as const;
const form = { ...seen, change: "hours.change" } as const;

/** Who may ask what of a therapist's hours: a part of permissions.ts. */
export const hours: Record<string, Operation> = {
  "routes/practice/availability/availability.tsx": seen,
  "routes/practice/availability/week.tsx": form,
  "routes/practice/availability/dates.tsx": form,
  "routes/practice/availability/date.tsx": { by: "member", change: "hours.change" },
  "routes/practice/availability/limits.tsx": form,
  "routes/practice/availability/away.tsx": form,
  "routes/practice/availability/return.tsx": { by: "member", change: "hours.change", of: "time" },
};
