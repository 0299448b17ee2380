import { data, redirect } from "react-router";
import { z } from "zod";
import type { Ctx } from "#app/domain/ctx.ts";
import { type AddressRefusal, askForAddress } from "#app/domain/identity/change-address.ts";
import { isFresh } from "#app/domain/identity/rules.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { readForm } from "#app/http.ts";

const schema = z.object({ email: wish.email });

const saidKindly: Record<AddressRefusal, { words: string; status: number }> = {
  not_fresh: { words: "Please sign in once more first.", status: 403 },
  same_address: { words: "That is the address you have already.", status: 422 },
};

const notReadable = "Please type your new address. It should read like name@example.org.";

/** What the page about one's own address shows, wherever it stands. */
export function addressPage(ctx: Ctx, session: SignedIn, request: Request) {
  return {
    email: session.email,
    isFresh: isFresh(session, ctx.now().getTime()),
    isSent: new URL(request.url).searchParams.get("news") === "sent",
  };
}

/** Ask for the address a form names; `count` limits how often an address is written to. Then on to `self`, which says so. */
export async function askForNewAddress(
  ctx: Ctx,
  session: SignedIn,
  request: Request,
  { self, count }: { self: string; count: (email: string) => Promise<number | null> },
) {
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: notReadable, typed: form.typed.email }, { status: 422 });
  const { email } = form.value;
  const wait = await count(email);
  if (wait)
    return data(
      { error: "That address was written to often enough for now. Please try again later.", typed: email },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );
  const asked = await askForAddress(ctx, session, email);
  if (asked.ok) throw redirect(`${self}?news=sent`, 303);
  const { words, status } = saidKindly[asked.refusal];
  return data({ error: words, typed: email }, { status });
}
