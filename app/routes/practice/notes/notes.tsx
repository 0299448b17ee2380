import { data, href } from "react-router";
import { signedByMe } from "#app/domain/notes/queries.ts";
import { type Unfinished, worklist } from "#app/domain/notes/worklist.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { notesSince } from "#app/domain/therapists/keep-notes.ts";
import { asMember } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/notes";
import { kindWords } from "./in-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const said = {
  discarded: "The draft is gone.",
  here: "From today sessions wait here for their note.",
  elsewhere: "Noted. Sessions don’t wait here for a note.",
  signed: "Signed and locked.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.read");
  const clock = await ownPractice(ctx);
  const writes = reachOf(ctx.actor, "notes.write") !== "none" && ctx.actor.therapistId !== null;
  const when = (at: Date) => whenInYear(at.getTime(), clock);
  const todo = await worklist(ctx);
  const written = writes ? await signedByMe(ctx) : [];
  return data({
    writes,
    keepsHere: writes ? (await notesSince(ctx)) !== null : true,
    todo: todo.map((one) => ({ ...one, when: when(one.at), href: whereTo(one) })),
    written: written.map((note) => ({
      id: note.id,
      title: note.clientName ?? "A group",
      text: `${kindWords[note.kind]}, ${when(note.about)}`,
      href: href("/practice/notes/:id", { id: note.id }),
    })),
    news: newsFor(new URL(request.url).searchParams, said),
  });
}

function whereTo({ what, noteId, clientId, bookingId, appointmentId, kind }: Unfinished): string {
  if (what === "to_co_sign" && noteId) return href("/practice/notes/:id/co-signature", { id: noteId });
  if (noteId) return href("/practice/notes/:id", { id: noteId });
  const about = new URLSearchParams({
    kind,
    ...(clientId && { client: clientId }),
    ...(bookingId && { booking: bookingId }),
    ...(appointmentId && !clientId && { appointment: appointmentId }),
  });
  return `${href("/practice/notes/new")}?${about}`;
}

export function meta() {
  return [{ title: "Notes" }, { name: "robots", content: "noindex" }];
}

const states = {
  unwritten: { kind: "wait", words: "To write" },
  draft: { kind: "info", words: "Draft" },
  to_co_sign: { kind: "wait", words: "To co-sign" },
} as const;

export default function Notes({ loaderData: page }: Route.ComponentProps) {
  const { todo, written, writes, keepsHere, news } = page;
  return (
    <>
      <WorkHeading
        title="Notes"
        lede={<p>What is still to be written or signed, the oldest first.</p>}
        actions={writes && <ButtonLink href={href("/practice/notes/new")}>Write a note</ButtonLink>}
      />
      {news && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      {todo.length === 0 ? (
        <p className="empty">Nothing loose. Go and have lunch.</p>
      ) : (
        <Ledger
          level={2}
          rows={todo.map((one) => ({
            id: `${one.what}-${one.noteId ?? one.bookingId ?? one.appointmentId}`,
            title: one.name,
            href: one.href,
            text: [
              one.noteId || one.kind === "process" ? kindWords[one.kind] : one.typeName,
              one.when,
              one.what === "to_co_sign" && `by ${one.author}`,
              one.isUnmarked && "not marked yet",
            ]
              .filter(Boolean)
              .join(" · "),
            aside: <Tag kind={states[one.what].kind}>{states[one.what].words}</Tag>,
          }))}
        />
      )}
      {written.length > 0 && (
        <Section title="Signed lately">
          <Ledger rows={written} />
        </Section>
      )}
      {writes && (
        <form method="post" action={href("/practice/notes/keeping")} className="after">
          <HiddenFields values={{ where: keepsHere ? "elsewhere" : "here" }} />
          <p className="hint">
            {keepsHere
              ? "Each session waits here until its note is signed."
              : "You keep your notes elsewhere."}
          </p>
          <Button kind="quiet" small>
            {keepsHere ? "I keep my notes elsewhere" : "Keep them here from today"}
          </Button>
        </form>
      )}
    </>
  );
}
