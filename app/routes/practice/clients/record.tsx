import { data, href } from "react-router";
import { deedsOpenFor } from "#app/domain/clients/after-erasure.ts";
import { readCareWords } from "#app/domain/clients/care-words.ts";
import { doorsWithin } from "#app/domain/clients/doors.ts";
import { noteView } from "#app/domain/clients/note-view.ts";
import {
  type Care,
  caresWithin,
  clientWithin,
  type Participant,
  peopleOf,
} from "#app/domain/clients/reach.ts";
import { referralWords } from "#app/domain/clients/refer-on.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { waitsForConsent } from "#app/domain/clients/settle-in.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { owedBy } from "#app/domain/payments/debts.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { type Deed, may, reachOf } from "#app/domain/practices/rules.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { capital } from "#app/routes/practice/in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Route } from "./+types/record";
import { kindWords, roleWords, safeContactWords } from "./in-words.ts";
import { recordNews } from "./news.ts";
import { RecordPage } from "./record-page.tsx";
import { storyOf } from "./story.ts";
import { shownWithin } from "./story-filters.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.see");
  const client = orNotFound(await clientWithin(ctx, "client.see", params.id));
  await noteView(ctx, client.id);
  const { searchParams } = new URL(request.url);
  const { zone, locale } = await ownPractice(ctx);
  const [cares, people] = [await caresWithin(ctx, "client.see", client.id), await peopleOf(ctx, client)];
  const story = await storyOf(ctx, { client, cares, people }, { zone, locale });
  const ahead = story.filter(({ kind, isAhead }) => kind === "session" && isAhead);
  const subject = {
    practiceId: ctx.practiceId,
    therapistIds: cares.map(({ therapistId }) => therapistId),
    clientId: client.id,
  };
  const shows = shownWithin(ctx, subject);
  const shown = shows.find(({ show }) => show === searchParams.get("show"));
  const isOpen = await deedsOpenFor(ctx, client.id);
  const sees = (deed: Deed) => isOpen(deed) && may(ctx.actor, deed, subject);
  const page = {
    client: { id: client.id, name: client.name, kind: kindWords[client.kind], tags: client.tags },
    cares: cares.map(({ slug, firstName, stage, discoveryCompletedAt }) => ({
      slug,
      firstName,
      stage,
      wasOpen: discoveryCompletedAt !== null,
    })),
    people: people.map(asPerson),
    next: ahead.at(-1) ?? null,
    money: sees("money.see") ? await moneyOf(ctx, client.id, { zone, locale }) : null,
    choices: sees("care.decide") ? await choicesOf(ctx, client.id, { zone, locale }) : [],
    may: {
      book: sees("diary.change"),
      change: sees("client.change"),
      readWords: sees("words.read"),
      money: sees("money.take"),
      seeAs: sees("client.see_as"),
      write: sees("notes.write"),
      breakGlass: sees("glass.break") && isOpen("words.read") && !sees("words.read"),
      readNotes: sees("notes.read"),
      takeOut: sees("record.export"),
      askForms: sees("forms.ask"),
      readForms: sees("forms.read"),
    },
    story: shown ? story.filter(({ kind }) => kind === shown.kind) : story,
    shows: shows.map(({ show, label }) => ({ value: show, label })),
    show: shown?.show ?? null,
    waitsForConsent: await anyWaits(ctx, client.id, cares),
    opened: await opened(ctx, client.id, searchParams.get("read")),
    news: newsFor(searchParams, recordNews),
  };
  return data(page, { headers: { "Cache-Control": "private, no-store" } });
}

export type Page = Awaited<ReturnType<typeof loader>>["data"];

/** What a client owes, or owes to the therapist who looks, and the year of their statement. */
async function moneyOf(ctx: MemberCtx, clientId: string, { zone, locale }: { zone: string; locale: string }) {
  const therapistId = reachOf(ctx.actor, "money.see") === "own" ? ctx.actor.therapistId : null;
  const { amount, currency } = await owedBy(ctx, { clientId, therapistId });
  return {
    owed: currency && formatMoney({ amount, currency }, locale),
    year: dayOf(zone, ctx.now()).slice(0, 4),
  };
}

/** Whether care stays at intake because a consent that must be given is not signed yet; said to whoever reads forms. */
async function anyWaits(ctx: MemberCtx, clientId: string, cares: Care[]): Promise<boolean> {
  if (reachOf(ctx.actor, "forms.read") === "none") return false;
  const atIntake = cares.filter(({ stage }) => stage === "intake");
  const waits = await Promise.all(
    atIntake.map(({ therapistId }) => waitsForConsent(ctx, { clientId, therapistId })),
  );
  return waits.includes(true);
}

function asPerson(person: Participant) {
  const { id, name, role, email, phone, isUnderAge, mayEmail, calendarWords } = person;
  return {
    id,
    name,
    role: roleWords[role],
    email,
    phone,
    isUnderAge,
    calendarWords,
    minds: safeContactWords(person).map(capital),
    mayBeInvited: email !== null && mayEmail && maySee(role),
  };
}

/** What a member may decide about this client now, relationship by relationship. */
async function choicesOf(ctx: MemberCtx, clientId: string, clock: { zone: string; locale: string }) {
  const doors = await doorsWithin(ctx, clientId);
  const inWords = (at: Date | null) => at && whenAndWhere(at.getTime(), clock).when;
  return (doors?.cares ?? []).map(({ slug, firstName, stage, notYetAt, discoveryCompletedAt }) => ({
    slug,
    firstName,
    stage,
    wasOpen: discoveryCompletedAt !== null,
    call: inWords(doors?.call?.startsAt ?? null),
    leftOpen: inWords(notYetAt),
  }));
}

/** Words somebody asked to read: only within their reach, and the reading is written down. */
async function opened(ctx: MemberCtx, clientId: string, wordsId: string | null) {
  const words = wordsId === null ? null : await readCareWords(ctx, { clientId, wordsId });
  if (!words) return null;
  return { id: words.id, text: words.kind === "referral" ? referralWords(words.text).why : words.text };
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.client.name ?? "Client" }, { name: "robots", content: "noindex" }];
}

export default function Record({ loaderData: page }: Route.ComponentProps) {
  return <RecordPage page={page} self={href("/practice/clients/:id", { id: page.client.id })} />;
}
