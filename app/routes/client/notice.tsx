import { openNotice } from "#app/routes/notices/reading.ts";
import type { Route } from "./+types/notice";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return openNotice(whoIsHere(context).ctx, params.id, request);
}

export default function Opened() {
  return null;
}
