import { index, layout, prefix, type RouteConfig, route } from "@react-router/dev/routes";

/** Everything that can be asked, grouped by who is standing there. */
export default [
  // Anybody: the practice's site
  index("routes/public/home.tsx"),
  route("therapists", "routes/public/therapists.tsx"),
  route("therapists/:slug", "routes/public/therapist.tsx"),
  route("fees", "routes/public/fees.tsx"),
  route("contact", "routes/public/contact.tsx"),
  route("help-now", "routes/public/help-now.tsx"),
  route("privacy", "routes/public/privacy.tsx"),
  route("terms", "routes/public/terms.tsx"),
  route("accessibility", "routes/public/accessibility.tsx"),
  route("what-this-is-not", "routes/public/what-this-is-not.tsx"),
  route("theme", "routes/public/theme.tsx"),

  // Somebody who wants a time
  ...prefix("book", [
    index("routes/book/index.tsx"),
    route(":therapist", "routes/book/times.tsx"),
    route(":therapist/details", "routes/book/details.tsx"),
    route("done/:token", "routes/book/done.tsx"),
    // and who has one, by their private link
    route("manage/:token", "routes/book/manage.tsx"),
    route("manage/:token/move", "routes/book/move.tsx"),
    route("manage/:token/cancellation", "routes/book/cancellation.tsx"),
    route("manage/:token/undo", "routes/book/undo.tsx"),
    route("manage/:token/calendar.ics", "routes/book/calendar.ts"),
  ]),

  // Programs
  ...prefix("api/v1", [
    layout("routes/api/api.ts", [
      route("therapists", "routes/api/therapists.ts"),
      route("therapists/:slug/openings", "routes/api/openings.ts"),
      route("bookings", "routes/api/bookings.ts"),
      route("bookings/:token", "routes/api/booking.ts"),
      route("bookings/:token/move", "routes/api/move.ts"),
      route("bookings/:token/cancellation", "routes/api/cancellation.ts"),
      route("openapi.json", "routes/api/openapi.ts"),
      route("*", "routes/api/unknown.ts"),
    ]),
  ]),

  // Search engines and whoever watches over the house
  route("sitemap.xml", "routes/operations/sitemap.ts"),
  route("robots.txt", "routes/operations/robots.ts"),
  route("healthz", "routes/operations/health.ts"),
  route("readyz", "routes/operations/ready.ts"),
  route("metrics", "routes/operations/metrics.ts"),

  route("*", "routes/public/not-found.tsx"),
] satisfies RouteConfig;
