import type { Operation } from "#app/permissions.ts";

const own = { by: "client", see: true } as const;
const ownPaper = { by: "client", see: true, of: "paper" } as const;

/** Who may ask what about a client's money on their own side: a part of permissions.ts. */
export const clientMoney: Record<string, Operation> = {
  "routes/client/payments.tsx": { by: "client", see: true, change: true },
  "routes/client/payments/statement.tsx": own,
  "routes/client/payments/statement-file.ts": own,
  "routes/client/payments/payment.tsx": { by: "client", see: true, of: "payment" },
  "routes/client/payments/paper.tsx": ownPaper,
  "routes/client/paper.ts": ownPaper,
};
