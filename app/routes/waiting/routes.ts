import { index, prefix, route } from "@react-router/dev/routes";

/** What somebody who waits for a time can ask by their private link: a part of routes.ts. */
export const waiting = prefix("waitlist/:token", [
  index("routes/waiting/place.tsx"),
  route("windows", "routes/waiting/suiting.tsx"),
  route("staying", "routes/waiting/staying.tsx"),
  route("leaving", "routes/waiting/leaving.tsx"),
  route("offers/:offer/taking", "routes/waiting/taking.tsx"),
  route("offers/:offer/passing", "routes/waiting/passing.tsx"),
]);
