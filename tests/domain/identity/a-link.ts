import { randomBytes } from "node:crypto";
import type { Ctx } from "#app/domain/ctx.ts";
import { askLink } from "#app/domain/identity/ask-link.ts";
import { findLink, secretsOf } from "#app/domain/identity/link.ts";
import type { TestHouse } from "#tests/support/house.ts";

/** The secret of a browser that has never asked. */
export function anAsker(): string {
  return randomBytes(32).toString("base64url");
}

/** A sign-in asked for, with what only its letter tells: the token of the link and the code. */
export async function aLink(
  { house, waiting }: TestHouse,
  ctx: Pick<Ctx, "practiceId">,
  { email, asker = anAsker(), back = null }: { email: string; asker?: string; back?: string | null },
) {
  await askLink({ ...house, practiceId: ctx.practiceId }, { email, asker, back });
  const asked = (await waiting()).findLast(({ job }) => job === "mail_sign_in_link");
  const link = await findLink(house, asked!.subjectId);
  return { asker, email, id: link!.id, ...secretsOf(house, link!) };
}

/** A code that is not this one. */
export function wrong(code: string): string {
  return ((Number(code) + 1) % 1_000_000).toString().padStart(6, "0");
}
