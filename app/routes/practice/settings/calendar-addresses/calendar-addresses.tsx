import { data, href, redirect } from "react-router";
import { z } from "zod";
import { type Address, addAddress, ownAddresses } from "#app/domain/calendar/addresses.ts";
import { ownFeed } from "#app/domain/calendar/feed.ts";
import { ownTherapist } from "#app/domain/calendar/own.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm, worldOf } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { line } from "../../typed-fields.ts";
import type { Route } from "./+types/calendar-addresses";
import { AddressForm } from "./address-form.tsx";
import { AddressList } from "./address-list.tsx";
import { FeedForms } from "./feed-forms.tsx";
import { refusalWords, troubleWords } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const self = href("/practice/settings/calendar-addresses");

const news = {
  added: "Added and read. What is in it closes openings from now on.",
  waits: "Added. It hasn’t answered yet, so nothing is closed so far; we try again within the minute.",
  removed: "Removed. Nothing of it closes openings any more.",
  made: "Here is your address. Add it to your calendar program as a subscription.",
  ended: "Ended. Whoever reads that address finds nothing there any more.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "calendar.connect");
  const clock = await ownClock(ctx);
  const [feed, addresses] = await Promise.all([ownFeed(ctx), ownAddresses(ctx)]);
  const when = (at: Date) => whenAndWhere(at.getTime(), clock).when;
  return {
    feed: feed && {
      url: feed.url,
      made: when(feed.madeAt),
      read: feed.readAt ? when(feed.readAt) : null,
    },
    addresses: addresses.map(({ id, name, host, ...state }) => ({
      id,
      name,
      host,
      ...stateWords(state, when),
    })),
    news: newsFor(new URL(request.url).searchParams, news),
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

async function ownClock(ctx: MemberCtx): Promise<{ zone: string; locale: string }> {
  const therapist = orNotFound(await therapistById(ctx, orNotFound(ownTherapist(ctx))));
  return { zone: therapist.zone, locale: (await ownPractice(ctx)).locale };
}

type State = Pick<Address, "trouble" | "syncedAt" | "nextPullAt">;

/** How it stands with an address: when it was read, and what is wrong, if something is. */
function stateWords({ trouble, syncedAt, nextPullAt }: State, when: (at: Date) => string) {
  const next = nextPullAt && `${when(nextPullAt)}`;
  const read = syncedAt ? `Read on ${when(syncedAt)}.` : "Not read yet.";
  if (!trouble) return { trouble: null, text: next ? `${read} Next around ${next}.` : read };
  const kept = syncedAt ? `Read last on ${when(syncedAt)}; what it said then still closes openings.` : read;
  return { trouble: troubleWords[trouble], text: next ? `${kept} Tried again around ${next}.` : kept };
}

const schema = z.object({
  url: line(2_000, "The address of the calendar, please."),
  name: line(60, "What you call it, in a word or two."),
});

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "calendar.connect");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const added = await addAddress(ctx, worldOf(context), form.value);
  if (added.ok) throw redirect(`${self}?news=${added.value.isRead ? "added" : "waits"}`, 303);
  if (added.refusal === "not_here") return orNotFound(null);
  return data({ errors: { url: refusalWords[added.refusal] }, typed: form.typed }, { status: 422 });
}

export function meta() {
  return [{ title: "Calendar addresses" }, { name: "robots", content: "noindex" }];
}

export default function CalendarAddresses({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Calendar addresses"
        lede={
          <p>
            For every calendar that isn’t connected otherwise: yours reads your appointments from here, and
            here your other plans are read, so that nobody books over them.
          </p>
        }
      />
      {page.news && !actionData && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <Section title="Your appointments, in your calendar">
        <FeedForms feed={page.feed} />
      </Section>
      <Section title="Your other plans, here">
        <AddressList addresses={page.addresses} />
      </Section>
      <Section title={page.addresses.length === 0 ? "Add a calendar" : "Add another calendar"}>
        <AddressForm values={actionData?.typed ?? {}} errors={actionData?.errors ?? {}} />
      </Section>
    </>
  );
}
