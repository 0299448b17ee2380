import { data, type MiddlewareFunction } from "react-router";

const reading = "GET, HEAD, OPTIONS";

/** A call that only reads what anybody may know: pages of other sites may make it too (CORS, Fetch standard). */
export const readByAnyone: MiddlewareFunction<Response> = async ({ request }, next) => {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: preflight });
  if (!reading.split(", ").includes(request.method)) throw notDoneHere(reading);
  const { status, body, headers: given } = await next();
  const headers = new Headers(given);
  headers.set("Access-Control-Allow-Origin", "*");
  return new Response(body, { status, headers });
};

const preflight = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD",
  "Access-Control-Max-Age": "86400",
  Allow: reading,
};

/** An address that takes these methods and answers 405 to the others. */
export function takes(...methods: string[]): MiddlewareFunction<Response> {
  return ({ request }, next) => {
    if (!methods.includes(request.method)) throw notDoneHere(methods.join(", "));
    return next();
  };
}

function notDoneHere(allow: string) {
  return data(null, { status: 405, headers: { Allow: allow } });
}
