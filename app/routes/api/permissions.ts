import type { Operation } from "#app/permissions.ts";

const open = { by: "anybody", see: true } as const;

/** Who may ask what of programs' calls: a part of permissions.ts. */
export const programs: Record<string, Operation> = {
  "routes/api/api.ts": open,
  "routes/api/therapists.ts": open,
  "routes/api/openings.ts": open,
  "routes/api/bookings.ts": { by: "anybody", change: true },
  "routes/api/booking.ts": { by: "holder", see: true },
  "routes/api/move.ts": { by: "holder", change: true },
  "routes/api/cancellation.ts": { by: "holder", change: true },
  "routes/api/openapi.ts": open,
  "routes/api/unknown.ts": open,
};
