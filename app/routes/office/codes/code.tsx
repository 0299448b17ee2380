import { mayChangeCodes } from "#app/domain/codes/change.ts";
import { type CodeUse, findCode, usesOf } from "#app/domain/codes/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { capital } from "#app/routes/practice/in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/code";
import { CodePage } from "./code-page.tsx";
import {
  offInWords,
  scopeInWords,
  stateInWords,
  usesInWords,
  whoInWords,
  windowInWords,
} from "./in-words.ts";
import { mannerOf } from "./manner.ts";

export { ErrorBoundary } from "../trouble.tsx";

const said = {
  made: "It’s made. Whoever has it can type it where they book.",
  changed: "Saved. It holds for what is booked from now on.",
  on: "It’s switched on again.",
  off: "It’s switched off. What was booked with it stays as it is.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "codes.see");
  const code = orNotFound(await findCode(ctx, params.id));
  const [manner, uses] = await Promise.all([mannerOf(ctx), usesOf(ctx, code.id)]);
  const { locale, currency, zone } = manner;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const when = (at: Date) => whenAndWhere(at.getTime(), { zone, locale }).when;
  return {
    news: newsFor(new URL(request.url).searchParams, said),
    id: code.id,
    code: code.code,
    label: code.label,
    isActive: code.isActive,
    mayChange: mayChangeCodes(ctx),
    state: stateInWords(code, manner),
    facts: [
      { term: "The price", value: offInWords(code, manner) },
      { term: "When", value: capital(windowInWords(code, manner) ?? "") },
      { term: "For", value: capital(scopeInWords(code) ?? "") || "Every paid session" },
      { term: "Who", value: capital(whoInWords(code) ?? "") },
      { term: "Borne by", value: code.fundedBy === "therapist" ? "The therapist of the session" : null },
    ],
    count: usesInWords(code, manner),
    total: money(code.takenOff),
    uses: uses.map((use: CodeUse) => ({
      id: use.bookingId,
      at: use.bookedAt.toISOString(),
      booked: when(use.bookedAt),
      what: `${use.type} with ${use.therapist}`,
      session: `Session on ${when(use.startsAt)}, ${money(use.price)} before`,
      off: `− ${money(use.takenOff)}`,
    })),
  };
}

export type CodeShown = Awaited<ReturnType<typeof loader>>;

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.code ?? "A code" }, { name: "robots", content: "noindex" }];
}

export default function CodeRoute({ loaderData: page }: Route.ComponentProps) {
  return <CodePage page={page} />;
}
