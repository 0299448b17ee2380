import { route } from "@react-router/dev/routes";
import { trouble } from "../disputes/routes.ts";

/** What can be asked about a practice's money: a part of routes.ts. */
export const money = [
  ...trouble,
  route("bookings/:id/payment", "routes/practice/bookings/payment.tsx"),
  route("bookings/:id/refund", "routes/practice/bookings/refund.tsx"),
  route("billing", "routes/practice/billing/billing.tsx"),
  route("billing/:id/reminder", "routes/practice/billing/reminder.tsx"),
  route("billing/:id/link", "routes/practice/billing/link.tsx"),
  route("billing/:id/write-off", "routes/practice/billing/write-off.tsx"),
  route("billing/:id/write-off/undo", "routes/practice/billing/undo.tsx"),
  route("invoices", "routes/practice/invoices/invoices.tsx"),
  route("invoices/papers.csv", "routes/practice/invoices/papers-csv.ts"),
  route("invoices/payments.csv", "routes/practice/invoices/payments-csv.ts"),
  route("invoices/:id", "routes/practice/invoices/invoice.tsx"),
  route("invoices/:id/paper.pdf", "routes/practice/invoices/paper.ts"),
  route("clients/:id/statement/:year", "routes/practice/invoices/statement.tsx"),
  route("clients/:id/statement/:year/statement.pdf", "routes/practice/invoices/statement-file.ts"),
];
