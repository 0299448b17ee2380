import { data, type MiddlewareFunction } from "react-router";
import { barred } from "#app/context.ts";

/** What was turned away at the door (a form from elsewhere, a body too large) is said inside, where there are words for it. */
export const sayWhyBarred: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const status = context.get(barred);
  if (status !== null && !new URL(request.url).pathname.startsWith("/api/")) throw data(null, { status });
  return next();
};

/** The same for programs, inside the layout that speaks to them. */
export const sayWhyBarredToPrograms: MiddlewareFunction<Response> = async ({ context }, next) => {
  const status = context.get(barred);
  if (status !== null) throw data(null, { status });
  return next();
};
