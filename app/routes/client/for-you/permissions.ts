import type { Operation } from "#app/permissions.ts";

/** Who may ask what of what a client was given: a part of permissions.ts. */
export const forYou: Record<string, Operation> = {
  "routes/client/for-you/for-you.tsx": { by: "client", see: true },
  "routes/client/for-you/item.tsx": { by: "client", see: true, of: "content" },
  "routes/client/for-you/place.ts": { by: "client", change: true, of: "content" },
};
