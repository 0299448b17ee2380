import type { Operation } from "#app/permissions.ts";

const own = { by: "client", of: "thread" } as const;
const work = { by: "member", of: "thread" } as const;
const write = "messages.write" as const;

/** Who may ask what of conversations: a part of permissions.ts. */
export const conversations: Record<string, Operation> = {
  "routes/client/messages/messages.tsx": { by: "client", see: true },
  "routes/client/messages/thread.tsx": { ...own, see: true, change: true },
  "routes/client/messages/stream.ts": { ...own, see: true },
  "routes/client/messages/draft.tsx": { ...own, change: true },
  "routes/client/messages/uploads.ts": { ...own, change: true },
  "routes/client/messages/upload.ts": { ...own, change: true },
  "routes/client/messages/taking-back.tsx": { ...own, change: true },
  "routes/client/messages/apart.tsx": { ...own, change: true },

  "routes/practice/messages/messages.tsx": { by: "member", see: "messages.read" },
  "routes/practice/messages/thread.tsx": { ...work, see: "messages.read", change: write },
  "routes/practice/messages/stream.ts": { ...work, see: "messages.read" },
  "routes/practice/messages/draft.tsx": { ...work, change: write },
  "routes/practice/messages/uploads.ts": { ...work, change: write },
  "routes/practice/messages/upload.ts": { ...work, change: write },
  "routes/practice/messages/taking-back.tsx": { ...work, change: write },
  "routes/practice/messages/apart.tsx": { ...work, change: write },
  "routes/practice/messages/settled.tsx": { ...work, change: write },
  "routes/practice/messages/with-client.ts": { by: "member", see: "messages.read", of: "client" },
};
