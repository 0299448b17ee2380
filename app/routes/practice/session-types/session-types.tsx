import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { formatMoney } from "#app/values/money.ts";
import type { Route } from "./+types/session-types";
import { kindWords, placeWords } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "session_types.change");
  const [{ currency, locale }, types, therapists] = await Promise.all([
    ownPractice(ctx),
    catalogue(ctx),
    therapistsWithin(ctx, "session_types.change"),
  ]);
  const firstNames = new Map(therapists.map(({ id, firstName }) => [id, firstName]));
  const list = new Intl.ListFormat("en", { type: "conjunction" });
  return {
    news: newsFor(new URL(request.url).searchParams, said),
    types: types.map(({ id, name, kind, place, minutes, price, isPublished, therapistIds }) => ({
      id,
      name,
      kind,
      isPublished,
      text: [
        `${minutes} minutes`,
        price === 0 ? "free" : formatMoney({ amount: price, currency }, locale),
        placeWords[place],
      ].join(" · "),
      by:
        therapists.length > 1
          ? list.format(therapistIds.flatMap((therapist) => firstNames.get(therapist) ?? []))
          : null,
      isOffered: therapistIds.length > 0,
    })),
  };
}

const said = {
  made: "It’s made. Whoever offers it can be booked for it now.",
  changed: "Saved. It holds for everything booked from now on.",
};

export function meta() {
  return [{ title: "Session types" }, { name: "robots", content: "noindex" }];
}

export default function SessionTypes({ loaderData: { types, news } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Session types"
        lede={
          <p>What people can book. A change holds for new bookings; those made before keep their terms.</p>
        }
        actions={
          <>
            <ButtonLink href={href("/practice/session-types/new")}>New session type</ButtonLink>
            <ButtonLink kind="quiet" href={href("/office/codes")}>
              Codes
            </ButtonLink>
          </>
        }
      />
      <div className="stack">
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        {types.length === 0 ? (
          <p>Nothing can be booked yet. Begin with a free first call.</p>
        ) : (
          <Ledger
            level={2}
            rows={types.map(({ id, name, kind, text, by, isPublished, isOffered }) => ({
              title: name,
              href: href("/practice/session-types/:id", { id }),
              text: [text, by].filter(Boolean).join(" · "),
              aside: isPublished ? (
                isOffered ? (
                  <Tag>{kindWords[kind]}</Tag>
                ) : (
                  <Tag kind="danger">Nobody offers it</Tag>
                )
              ) : (
                <Tag>Not shown</Tag>
              ),
            }))}
          />
        )}
      </div>
    </>
  );
}
