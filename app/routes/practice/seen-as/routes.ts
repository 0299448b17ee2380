import { index, route } from "@react-router/dev/routes";

/** A client’s pages as a member looks at them: a part of routes.ts. */
export const seenAs = route("practice/clients/:id/as/:person", "routes/practice/seen-as/frame.tsx", [
  index("routes/practice/seen-as/home.tsx"),
  route("sessions", "routes/practice/seen-as/sessions.tsx"),
  route("sessions/:booking", "routes/practice/seen-as/session.tsx"),
  route("book", "routes/practice/seen-as/book.tsx"),
  route("account", "routes/practice/seen-as/account.tsx"),
]);
