import type { Ctx } from "#app/domain/ctx.ts";
import { printForm } from "#app/domain/forms/print.ts";
import type { Answered } from "#app/domain/forms/read-form.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { fileAnswer } from "#app/routes/paper-file.ts";
import { whenInYear } from "#app/routes/when.ts";
import { answersShown, scoreInWords } from "./form-words.ts";

type Part = { title: string; lines: string[] };

/** A signed form with its answers as parts of something printed. */
export function formParts(form: Answered, locale: string): Part[] {
  const score = scoreInWords(form);
  return [
    ...form.pages.map((page) => ({
      title: page.title,
      lines: answersShown(form, page, locale).flatMap(({ label, text, answer }) => [
        ...(text ? text.split("\n") : []),
        `${label}: ${answer ?? "left out"}`,
      ]),
    })),
    ...(score && form.score ? [{ title: form.score.measure, lines: [score] }] : []),
  ];
}

/** A signed form as a PDF to keep: what was asked, what was answered, whose name stands beneath, and the seal of its words. */
export async function formCopy(ctx: Ctx, form: Answered): Promise<Response> {
  const practice = await ownPractice(ctx);
  const { asked, form: made, version, person, forName } = form.whole;
  const signed = asked.signedAt ? whenInYear(asked.signedAt.getTime(), practice) : "";
  const who = forName ? `${person.name}, for ${forName}` : person.name;
  const beneath = {
    title: "Signature",
    lines: [
      `${form.signature ?? person.name}, ${signed}`,
      ...(asked.hash ? [`SHA-256 of what was signed: ${asked.hash.toString("hex")}`] : []),
    ],
  };
  const parts = [...formParts(form, practice.locale), beneath];
  const words = { title: made.name, lede: `${practice.name}. ${who}. Version ${version}.`, parts };
  return fileAnswer(
    await printForm(words, { author: practice.name, at: ctx.now(), country: practice.country }),
  );
}
