import { asMember } from "#app/http.ts";
import { openNotice } from "#app/routes/notices/reading.ts";
import type { Route } from "./+types/notice";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return openNotice(asMember(context, "security.own"), params.id, request);
}

export default function Opened() {
  return null;
}
