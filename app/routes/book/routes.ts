import { index, prefix, route } from "@react-router/dev/routes";

/** What can be asked by somebody who wants a time, pays for it or has one: a part of routes.ts. */
export const booking = prefix("book", [
  index("routes/book/index.tsx"),
  route(":therapist", "routes/book/times.tsx"),
  route(":therapist/details", "routes/book/details.tsx"),
  route(":therapist/waiting", "routes/book/waiting.tsx"),
  route(":therapist/waiting/asked", "routes/book/waiting-asked.tsx"),
  route("done/:token", "routes/book/done.tsx"),
  route("pay/:token", "routes/book/pay.tsx"),
  route("return", "routes/book/return.tsx"),
  // and who has one, by their private link
  route("manage/:token", "routes/book/manage.tsx"),
  route("manage/:token/move", "routes/book/move.tsx"),
  route("manage/:token/earlier", "routes/book/earlier.tsx"),
  route("manage/:token/cancellation", "routes/book/cancellation.tsx"),
  route("manage/:token/choice", "routes/book/choice.tsx"),
  route("manage/:token/card", "routes/book/card.tsx"),
  route("manage/:token/join", "routes/book/join.tsx"),
  route("manage/:token/lines", "routes/book/lines.tsx"),
  route("manage/:token/undo", "routes/book/undo.tsx"),
  route("manage/:token/another", "routes/book/another.tsx"),
  route("manage/:token/calendar.ics", "routes/book/calendar.ts"),
]);
