import { route } from "@react-router/dev/routes";

/** What can be asked of how a practice is paid, its papers and its tax: a part of routes.ts. */
export const moneySettings = [
  route("settings/payments", "routes/practice/settings/payments.tsx"),
  route("settings/papers", "routes/practice/settings/papers/papers.tsx"),
  route("settings/papers/example.pdf", "routes/practice/settings/papers/example.ts"),
  route("settings/tax", "routes/practice/settings/tax/tax.tsx"),
  route("settings/tax/removal", "routes/practice/settings/tax/removal.tsx"),
];
