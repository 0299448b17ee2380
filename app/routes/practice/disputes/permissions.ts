import type { Operation } from "#app/permissions.ts";

const take = { by: "member", change: "money.take", of: "refund" } as const;

/** Who may ask what about money that goes wrong after it was paid: a part of permissions.ts. */
export const trouble: Record<string, Operation> = {
  "routes/practice/disputes/disputes.tsx": { by: "member", see: "money.take" },
  "routes/practice/disputes/dispute.tsx": {
    ...{ by: "member", see: "money.take", change: "money.take", of: "dispute" },
  },
  "routes/practice/disputes/acceptance.tsx": {
    ...{ by: "member", see: "money.take", change: "money.take", of: "dispute" },
  },
  "routes/practice/disputes/refund.tsx": { by: "member", see: "money.take", of: "refund" },
  "routes/practice/disputes/again.tsx": take,
  "routes/practice/disputes/by-hand.tsx": take,
};
