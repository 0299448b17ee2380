import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { filledHours, waitingList } from "#app/domain/waiting/list.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whoseOf } from "#app/routes/practice/whose.ts";
import { WhosePicker } from "#app/routes/practice/whose-picker.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { DAY } from "#app/values/zoned.ts";
import type { Route } from "./+types/waiting-list";
import { lineInWords } from "./in-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  const { searchParams } = new URL(request.url);
  const { therapist, choices } = await whoseOf(ctx, "diary.see", searchParams);
  const now = ctx.now().getTime();
  const [{ locale }, lines, hours] = await Promise.all([
    ownPractice(ctx),
    waitingList(ctx, therapist.id),
    filledHours(ctx, { therapistId: therapist.id, from: now - 30 * DAY, until: now + 1 }),
  ]);
  return {
    of: therapist.slug,
    firstName: therapist.firstName,
    isOwn: therapist.id === ctx.actor.therapistId,
    choices,
    lines: lines.map((line) => lineInWords(line, locale)),
    hours,
    news: newsFor(searchParams, said),
  };
}

const said = {
  removed: "Off the list. What was kept for them is offered on.",
};

export function meta() {
  return [{ title: "Waiting list" }, { name: "robots", content: "noindex" }];
}

export default function WaitingList({ loaderData: page }: Route.ComponentProps) {
  const { lines, hours, of } = page;
  return (
    <div data-live>
      <WorkHeading
        title="Waiting list"
        lede={
          <p>
            First come, first asked. An open time is kept for one person for four hours of their day, then for
            the next.
            {hours.freed > 0 &&
              ` Of ${hours.freed === 1 ? "one hour" : `${hours.freed} hours`} that came free in the last 30 days, ${hours.filled} ${hours.filled === 1 ? "was" : "were"} filled from here.`}
          </p>
        }
        actions={
          <>
            <WhosePicker choices={page.choices} current={of} action={href("/practice/waiting")} />
            <ButtonLink kind="quiet" href={`${href("/practice/waiting/new")}?${new URLSearchParams({ of })}`}>
              Add somebody
            </ButtonLink>
          </>
        }
      />
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      {lines.length === 0 ? (
        <p className="quiet-line">
          Nobody waits for {page.isOwn ? "you" : page.firstName} just now. People come onto the list from full
          days on your booking page, or from the page of a booking they’d like to have earlier.
        </p>
      ) : (
        <Ledger
          level={2}
          rows={lines.map(({ id, name, what, since, suits, offer }, index) => ({
            title: name,
            href: href("/practice/waiting/:id", { id }),
            text: (
              <>
                {what}. Since {since}, {suits}.
                {offer && ` Offered ${offer.when}, kept until ${offer.until}. ${offer.told ?? ""}`}
              </>
            ),
            aside: offer ? <Tag kind="wait">Offered</Tag> : `${index + 1} of ${lines.length}`,
          }))}
        />
      )}
    </div>
  );
}
