import type { Operation } from "#app/permissions.ts";
import { trouble } from "../disputes/permissions.ts";

const seen = { by: "member", see: "money.see" } as const;
const form = { by: "member", see: "money.take", change: "money.take", of: "booking" } as const;
const paper = { ...seen, of: "paper" } as const;
const ofClient = { ...seen, of: "client" } as const;

/** Who may ask what about a practice's money: a part of permissions.ts. */
export const money: Record<string, Operation> = {
  ...trouble,
  "routes/practice/bookings/payment.tsx": form,
  "routes/practice/bookings/refund.tsx": form,
  "routes/practice/billing/billing.tsx": seen,
  "routes/practice/billing/reminder.tsx": { by: "member", change: "money.take", of: "client" },
  "routes/practice/billing/link.tsx": form,
  "routes/practice/billing/write-off.tsx": form,
  "routes/practice/billing/undo.tsx": { by: "member", change: "money.take", of: "booking" },
  "routes/practice/invoices/invoices.tsx": seen,
  "routes/practice/invoices/papers-csv.ts": seen,
  "routes/practice/invoices/payments-csv.ts": seen,
  "routes/practice/invoices/invoice.tsx": paper,
  "routes/practice/invoices/paper.ts": paper,
  "routes/practice/invoices/statement.tsx": ofClient,
  "routes/practice/invoices/statement-file.ts": ofClient,
};
