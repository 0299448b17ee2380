import { withdrawConsents } from "#app/domain/clients/consent.ts";
import { type ClientCtx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { formWithin, ownForm } from "./asked.ts";

/** Take back what one agreed to on a form of one's own. Null when the form is not theirs; else whether there was anything. */
export function withdrawOwnConsent(ctx: ClientCtx, id: string): Promise<boolean | null> {
  return inTransaction(ctx, async (ctx) =>
    (await ownForm(ctx, id)) ? withdrawConsents(ctx, { askedId: id, how: "own" }) : null,
  );
}

/** Write down that somebody took it back on paper. Null when the form is out of reach. */
export function withdrawConsentOnPaper(ctx: MemberCtx, id: string): Promise<boolean | null> {
  return inTransaction(ctx, async (ctx) =>
    (await formWithin(ctx, "forms.ask", id)) ? withdrawConsents(ctx, { askedId: id, how: "paper" }) : null,
  );
}
