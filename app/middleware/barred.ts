import { data, type MiddlewareFunction } from "react-router";
import { barred } from "#app/context.ts";

/** What was turned away at the door is said to programs inside the layout that speaks to them. */
export const sayWhyBarred: MiddlewareFunction<Response> = async ({ context }, next) => {
  const why = context.get(barred);
  if (why) throw data(null, { status: why.status });
  return next();
};
