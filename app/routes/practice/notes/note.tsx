import { data } from "react-router";
import { answersOf } from "#app/domain/forms/read-form.ts";
import { whereaboutsOfClient } from "#app/domain/joining/queries.ts";
import { clientName } from "#app/domain/notes/about.ts";
import { readLastSigned } from "#app/domain/notes/queries.ts";
import { readNote, type WholeNote } from "#app/domain/notes/read.ts";
import { isAuthorsAlone } from "#app/domain/notes/rules.ts";
import { layoutName, layoutOf } from "#app/domain/notes/templates.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { answersShown, scoreInWords } from "#app/routes/forms/form-words.ts";
import { placeInWords } from "#app/routes/joining/place-in-words.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenInYear } from "#app/routes/when.ts";
import type { Route } from "./+types/note";
import { Editor } from "./editor.tsx";
import { amendmentWords, kindWords, standingTags } from "./in-words.ts";
import { SignedNote } from "./signed-note.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** How many of the newest forms stand beside a draft. */
const beside = 2;

const said = {
  saved: "Saved. Only you see it until you sign.",
  signed: "Signed and locked. Its words stay as they are.",
  amended: "Added beneath.",
  error: "Marked as entered in error. It stays readable.",
  co_signed: "Co-signed.",
  released: "The release is noted, with your reason.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.read");
  const whole = orNotFound(await readNote(ctx, params.id));
  const { note } = whole;
  const clock = await ownPractice(ctx);
  const when = (at: Date) => whenInYear(at.getTime(), clock);
  const isDraft = note.status === "draft";
  const last = isDraft && !isAuthorsAlone(note.kind) ? await readLastSigned(ctx, note) : null;
  const about = isDraft && !isAuthorsAlone(note.kind) ? note.clientId : null;
  const answered = about ? await answersOf(ctx, about, beside) : [];
  const layout = await layoutOf(ctx, note.template);
  const hints = new Map(layout?.sections.map(({ key, hint }) => [key, hint]));
  const where = note.clientId
    ? (await whereaboutsOfClient(ctx, note.clientId)).get(note.bookingId ?? "")
    : null;
  const page = {
    id: note.id,
    isDraft,
    version: note.version,
    clientId: note.clientId,
    client: note.clientId ? await clientName(ctx, note.clientId) : "A group",
    kind: kindWords[note.kind],
    isAlone: note.kind === "psychotherapy",
    isOwn: note.authorId === ctx.actor.userId,
    layout: await layoutName(ctx, note.template),
    about: when(note.about),
    where: (where ?? []).map((one) => placeInWords(one)).join(", "),
    author: whole.author,
    signedAt: note.signedAt && when(note.signedAt),
    isWhole: whole.isWhole,
    isStruck: note.enteredInErrorAt !== null,
    needsCoSign: note.needsCoSign && note.coSignedAt === null,
    tags: standingTags(note),
    sections: whole.sections.map((one) => ({
      ...one,
      hint: hints.get(one.key) ?? "",
      html: proseOf(one.text),
    })),
    goals: goalsOf(whole),
    amendments: whole.amendments.map((one) => ({
      id: one.id,
      title: `${amendmentWords[one.kind]} by ${one.by}`,
      when: when(one.writtenAt),
      html: proseOf(one.text),
    })),
    last: last && {
      title: `${kindWords[last.note.kind]}, ${when(last.note.about)}`,
      sections: last.sections.map(({ key, title, text }) => ({ key, title, html: proseOf(text) })),
    },
    answered: answered.map((form) => ({
      id: form.whole.asked.id,
      title: form.whole.form.name,
      when: form.whole.asked.signedAt ? when(form.whole.asked.signedAt) : "",
      score: scoreInWords(form),
      answers: form.pages
        .flatMap((page) => answersShown(form, page, clock.locale))
        .filter(({ answer }) => answer !== null),
    })),
    news: newsFor(new URL(request.url).searchParams, said),
  };
  return data(page, { headers: { "Cache-Control": "private, no-store" } });
}

export type Page = Awaited<ReturnType<typeof loader>>["data"];

/** While it is written, the goals that are open; signed, those it names. */
function goalsOf({ note, goals, goalIds }: WholeNote) {
  return goals
    .filter(({ id, status, therapistId }) =>
      note.status === "draft"
        ? therapistId === note.therapistId && (status === "open" || goalIds.includes(id))
        : goalIds.includes(id),
    )
    .map(({ id, text }) => ({ id, text, isNamed: goalIds.includes(id) }));
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `${page.kind}: ${page.client}` : "Note" }, { name: "robots", content: "noindex" }];
}

export default function NotePage({ loaderData: page }: Route.ComponentProps) {
  return page.isDraft ? <Editor page={page} /> : <SignedNote page={page} />;
}
