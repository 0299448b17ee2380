import { layout, prefix, route } from "@react-router/dev/routes";

/** What programs can ask: a part of routes.ts. */
export const programs = prefix("api/v1", [
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
]);
