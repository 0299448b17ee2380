import type { Operation } from "#app/permissions.ts";

const look = { by: "member", see: "client.see_as", of: "client" } as const;

/** Who may look through a client’s eyes: a part of permissions.ts. */
export const seenAs: Record<string, Operation> = {
  "routes/practice/seen-as/people.tsx": look,
  "routes/practice/seen-as/frame.tsx": look,
  "routes/practice/seen-as/home.tsx": look,
  "routes/practice/seen-as/sessions.tsx": look,
  "routes/practice/seen-as/session.tsx": look,
  "routes/practice/seen-as/book.tsx": look,
  "routes/practice/seen-as/account.tsx": look,
};
