import { answersOf } from "#app/domain/forms/read-form.ts";
import { exportRecord } from "#app/domain/notes/export.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { answersShown, scoreInWords } from "#app/routes/forms/form-words.ts";
import type { Route } from "./+types/record-json";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "record.export");
  const { client, people, cares, sessions, goals, notes } = orNotFound(
    await exportRecord(ctx, { clientId: params.id, as: "json" }),
  );
  const forms = await answersOf(ctx, params.id);
  const { locale } = await ownPractice(ctx);
  const taken = {
    client: { name: client.name, kind: client.kind },
    people: people.map(({ name, role, email, phone }) => ({ name, role, email, phone })),
    care: cares.map(({ name, stage, createdAt, endedAt }) => ({
      with: name,
      stage,
      since: createdAt,
      endedAt,
    })),
    sessions: sessions.map(({ typeName, startsAt, endsAt, status, place }) => ({
      ...{ typeName, startsAt, endsAt, status, place },
    })),
    goals: goals.map(({ text, status, setAt, closedAt }) => ({ text, status, setAt, closedAt })),
    notes: notes.map(({ note, author, sections, amendments }) => ({
      kind: note.kind,
      about: note.about,
      author,
      signedAt: note.signedAt,
      sha256: note.hash?.toString("hex") ?? null,
      isLate: note.isLate,
      enteredInErrorAt: note.enteredInErrorAt,
      coSignedAt: note.coSignedAt,
      sections: sections.map(({ title, text }) => ({ title, text })),
      amendments: amendments.map(({ kind, by, text, writtenAt }) => ({ kind, by, text, writtenAt })),
    })),
    forms: forms.map((form) => ({
      name: form.whole.form.name,
      version: form.whole.version,
      by: form.whole.person.name,
      for: form.whole.forName,
      signedAt: form.whole.asked.signedAt,
      signature: form.signature,
      sha256: form.whole.asked.hash?.toString("hex") ?? null,
      score: scoreInWords(form),
      answers: form.pages
        .flatMap((page) => answersShown(form, page, locale))
        .map(({ label, text, answer }) => ({ asked: label, agreedTo: text ?? undefined, answer })),
    })),
  };
  return new Response(`${JSON.stringify(taken, null, 2)}\n`, {
    headers: {
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="record.json"',
    },
  });
}
