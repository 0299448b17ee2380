import type { MemberCtx } from "#app/domain/ctx.ts";
import { type ClientLetter, isClientLetter } from "#app/domain/notifications/client-letters.ts";
import { orNotFound } from "#app/http.ts";
import { type Whose, whoseOf } from "../../whose.ts";

/** The letter an address names and whose it is; 404 for a letter nobody gets and a therapist out of reach. */
export async function whoseLetter(
  ctx: MemberCtx,
  name: string,
  request: Request,
): Promise<Whose & { letter: ClientLetter; isDiscreet: boolean; query: URLSearchParams }> {
  const letter = orNotFound(isClientLetter(name) ? name : null);
  const query = new URL(request.url).searchParams;
  const whose = await whoseOf(ctx, "profile.change", query);
  return { ...whose, letter, isDiscreet: query.get("as") === "discreet", query };
}
