import { house, readMail } from "#app/context.ts";
import { hear } from "#app/domain/notifications/hear.ts";
import type { Route } from "./+types/resend";

/**
 * What Resend tells of letters it took. Kept by its id and answered at once; the work is a job's. 401 for anybody whose
 * signature is not right or is older than five minutes, 404 where no secret is set.
 */
export async function action({ context, request }: Route.ActionArgs) {
  const read = context.get(readMail);
  if (!read) return new Response(null, { status: 404 });
  const told = read(request.headers, await request.text());
  if (told === null) return new Response(null, { status: 401 });
  if (told !== "unknown") await hear(context.get(house), told);
  return new Response(null, { status: 200 });
}
