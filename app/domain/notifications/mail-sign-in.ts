import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findByAddress } from "#app/domain/identity/know.ts";
import { findLink, secretsOf } from "#app/domain/identity/link.ts";
import { isLinkOpen } from "#app/domain/identity/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { signIn } from "#app/emails/sign-in.tsx";
import type { World } from "#app/world.ts";
import { enveloped, letterheadOf } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";

/**
 * Send the link and the code somebody asked for, in the name of the practice where they stand. An address that nobody
 * has, a closed account and somebody without a place get nothing; a link that has run out is laid aside.
 */
export async function mailSignInLink(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const key = `sign_in:${subjectId}`;
  const link = await findLink(ctx, subjectId);
  if (!link || !isLinkOpen(link, ctx.now().getTime())) return supersede(ctx, key);
  const person = await findByAddress(ctx, link.email);
  const [place] = person ? await placesOf(ctx, person.userId) : [];
  if (!person || !place) return;

  const practice = await ownPractice({ ...ctx, practiceId: place.practiceId });
  const { token, code } = secretsOf(ctx, link);
  const written = signIn({
    ...letterheadOf(ctx, practice),
    name: person.name,
    reader: place.memberId ? "therapist" : "client",
    linkUrl: `${ctx.appUrl}/link/${token}`,
    code,
  });
  await deliver(ctx, world, {
    key,
    letter: "sign_in",
    subjectId,
    write: () => enveloped(world, written, { to: link.email, practice }),
  });
}
