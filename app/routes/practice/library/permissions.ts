import type { Operation } from "#app/permissions.ts";

const change = { by: "member", change: "content.change" } as const;

/** Who may ask what of the library: a part of permissions.ts. */
export const library: Record<string, Operation> = {
  "routes/practice/library/library.tsx": { by: "member", see: "content.change" },
  "routes/practice/library/new.tsx": { ...change, see: "content.change" },
  "routes/practice/library/uploads.ts": change,
  "routes/practice/library/upload.ts": change,
  "routes/practice/library/item.tsx": { ...change, see: "content.change", of: "content" },
  "routes/practice/library/giving.tsx": { ...change, of: "content" },
  "routes/practice/library/taking-back.tsx": { ...change, of: "content" },
  "routes/practice/library/everybody.tsx": { ...change, of: "content" },
  "routes/practice/library/putting-away.tsx": { ...change, of: "content" },
};
