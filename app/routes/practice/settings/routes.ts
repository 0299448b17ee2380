import { route } from "@react-router/dev/routes";

const addresses = "routes/practice/settings/calendar-addresses";

/** What can be asked of how a practice is paid, its papers and its tax: a part of routes.ts. */
export const moneySettings = [
  route("settings/payments", "routes/practice/settings/payments.tsx"),
  route("settings/papers", "routes/practice/settings/papers/papers.tsx"),
  route("settings/papers/example.pdf", "routes/practice/settings/papers/example.ts"),
  route("settings/tax", "routes/practice/settings/tax/tax.tsx"),
  route("settings/tax/removal", "routes/practice/settings/tax/removal.tsx"),
];

/** What can be asked of a therapist's own calendars: a part of routes.ts. */
export const calendarSettings = [
  route("settings/calendar", "routes/practice/settings/calendar/calendar.tsx"),
  route("settings/calendar/return", "routes/practice/settings/calendar/return.tsx"),
  route("settings/calendar/choice", "routes/practice/settings/calendar/choice.tsx"),
  route("settings/calendar-addresses", `${addresses}/calendar-addresses.tsx`),
  route("settings/calendar-addresses/feed", `${addresses}/feed.tsx`),
  route("settings/calendar-addresses/feed/ending", `${addresses}/feed-ending.tsx`),
  route("settings/calendar-addresses/:id/removal", `${addresses}/removal.tsx`),
];
