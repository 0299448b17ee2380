import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { keepAnswers } from "#app/domain/setup/answers.ts";
import { type FieldErrors, readForm } from "#app/http.ts";
import { isPlainText } from "#app/values/words.ts";
import { judged, type Typed, typedAt } from "./answers.ts";
import { setupOf } from "./door.ts";
import { pathOf, placeOf, type TypedStep } from "./steps.ts";

type Asked = { context: Readonly<RouterContextProvider>; request: Request };

/** A step's form as it opens: with what was typed there, and what is wrong with it if it was sent before. */
export async function stepPage({ context, request }: Asked, step: TypedStep) {
  const { setup, guess } = await setupOf(context, request);
  return { values: typedAt(setup, step, guess), setup };
}

/** What a step keeps; a field it does not know is let go, and no field is longer than a page. */
const ownFields: Record<TypedStep, (name: string) => boolean> = {
  you: among("name", "firstName", "email"),
  practice: among("kind", "name", "country", "zone", "language", "clock", "currency"),
  sessions: among(
    ...["callMinutes", "callPlace", "name", "minutes", "price", "place", "bufferBefore", "bufferAfter"],
    ...["roomUrl", "address"],
  ),
  hours: (name) => /^(mon|tue|wed|thu|fri|sat|sun)-(\d|1[0-2])-(from|to)$/.test(name),
  terms: among("termsWindow", "lateFeePercent", "refundPercent"),
  words: among("title", "headline", "lead", "strapline", "about", "replyTime", "email", "phone"),
};

function among(...names: string[]): (name: string) => boolean {
  const known = new Set(names);
  return (name) => known.has(name);
}

const longestField = 5_000;

/**
 * Keep what was typed and go where the pressed button says: back, to what clients see, or on. Only going on asks whether
 * it holds together; what does not is kept all the same, so that it is there when somebody comes back.
 */
export async function keepStep({ context, request }: Asked, step: TypedStep) {
  const { house, setup } = await setupOf(context, request);
  const form = await readForm(request, z.record(z.string(), z.string()));
  const typed: Typed = Object.fromEntries(
    Object.entries(form.typed).filter(
      ([name, value]) => ownFields[step](name) && value.length <= longestField && isPlainText(value),
    ),
  );
  if (!(await keepAnswers(house, setup, step, typed))) throw redirect(href("/setup"), 303);
  const { before, after } = placeOf(step);
  const go = form.typed.go;
  if (go === "back") throw redirect((before ?? { path: href("/setup/you") }).path, 303);
  if (go === "look") throw redirect(`${href("/setup/preview")}?${new URLSearchParams({ from: step })}`, 303);
  const { [step]: _, ...others } = setup.answers;
  // What was sent is judged as it came: a field that could not be kept is told about, not silently left out.
  const sent = Object.fromEntries(Object.entries(form.typed).filter(([name]) => ownFields[step](name)));
  const answer = judged(step, sent, { answers: { ...others, [step]: typed } });
  if (answer.ok) throw redirect((after ?? { path: pathOf(step) }).path, 303);
  return data({ errors: answer.errors satisfies FieldErrors, typed: sent }, { status: 422 });
}
