import { route } from "@react-router/dev/routes";

/** What can be asked about money that goes wrong after it was paid: a part of routes.ts. */
export const trouble = [
  route("billing/disputes", "routes/practice/disputes/disputes.tsx"),
  route("billing/disputes/:id", "routes/practice/disputes/dispute.tsx"),
  route("billing/disputes/:id/acceptance", "routes/practice/disputes/acceptance.tsx"),
  route("billing/refunds/:id", "routes/practice/disputes/refund.tsx"),
  route("billing/refunds/:id/again", "routes/practice/disputes/again.tsx"),
  route("billing/refunds/:id/by-hand", "routes/practice/disputes/by-hand.tsx"),
];
