import { answersOf } from "#app/domain/forms/read-form.ts";
import { exportRecord } from "#app/domain/notes/export.ts";
import { printRecord } from "#app/domain/notes/print.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { formParts } from "#app/routes/forms/form-copy.ts";
import { fileAnswer } from "#app/routes/paper-file.ts";
import { whenInYear } from "#app/routes/when.ts";
import type { Route } from "./+types/record-pdf";
import { amendmentWords, kindWords, standingTags } from "./in-words.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "record.export");
  const practice = await ownPractice(ctx);
  const when = (at: Date) => whenInYear(at.getTime(), practice);
  const taken = orNotFound(await exportRecord(ctx, { clientId: params.id, as: "pdf" }));
  const forms = await answersOf(ctx, params.id);
  const parts = [
    {
      title: "Care",
      lines: taken.cares.map(
        ({ name, stage, createdAt }) => `With ${name}, since ${when(createdAt)}: ${stage}`,
      ),
    },
    {
      title: "Sessions",
      lines: taken.sessions.map(
        ({ typeName, startsAt, status }) => `${when(startsAt)}: ${typeName}, ${status}`,
      ),
    },
    { title: "Goals", lines: taken.goals.map(({ text, status }) => `${text} (${status})`) },
    ...taken.notes.map(({ note, author, sections, amendments }) => ({
      title: `${kindWords[note.kind]}, ${when(note.about)}`,
      lines: [
        `${standingTags(note)
          .map(({ words }) => words)
          .join(", ")}. ${author}, ${note.signedAt ? when(note.signedAt) : ""}`,
        ...sections.flatMap(({ title, text }) => (text.trim() ? [`${title}:`, ...text.split("\n")] : [])),
        ...amendments.flatMap(({ kind, by, text, writtenAt }) => [
          `${amendmentWords[kind]} by ${by}, ${when(writtenAt)}:`,
          ...text.split("\n"),
        ]),
      ],
    })),
    ...forms.flatMap((form) => {
      const { form: made, asked, person } = form.whole;
      const head = `${person.name}, signed ${asked.signedAt ? when(asked.signedAt) : ""}`;
      return [{ title: `Form: ${made.name}`, lines: [head] }, ...formParts(form, practice.locale)];
    }),
  ];
  const printed = await printRecord(
    { title: `Record of ${taken.client.name}`, lede: `${practice.name}, ${when(ctx.now())}`, parts },
    { author: practice.name, at: ctx.now(), country: practice.country },
  );
  return fileAnswer(printed);
}
