import { data } from "react-router";
import type { Route } from "./+types/openapi";
import { apiDocument } from "./document.ts";
import { readByAnyone } from "./methods.ts";

export const middleware: Route.MiddlewareFunction[] = [readByAnyone];

export function loader() {
  return data(apiDocument(), { headers: { "Cache-Control": "public, max-age=3600" } });
}
