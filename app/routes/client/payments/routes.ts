import { route } from "@react-router/dev/routes";

/** What a client can ask about what they paid: a part of routes.ts. */
export const clientMoney = [
  route("payments", "routes/client/payments.tsx"),
  route("payments/statement/:year", "routes/client/payments/statement.tsx"),
  route("payments/statement/:year/statement.pdf", "routes/client/payments/statement-file.ts"),
  route("payments/:id", "routes/client/payments/payment.tsx"),
  route("payments/:id/paper", "routes/client/payments/paper.tsx"),
  route("payments/:id/paper.pdf", "routes/client/paper.ts"),
];
