import { data, href, redirect } from "react-router";
import { z } from "zod";
import { ownForm, pagesOf } from "#app/domain/forms/asked.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { orNotFound, readForm } from "#app/http.ts";
import type { ClientHandle } from "../client.tsx";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/form";
import { HelpPage, SensitiveFirst } from "./form-help.tsx";
import { formShown } from "./form-of.ts";
import { FillPage, ReviewPage, SignedPage } from "./form-page.tsx";
import { typedAnswers } from "./typed-answers.ts";
import { wrongAnswers } from "./wrong-answers.ts";

export { ErrorBoundary } from "../trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const here = whoIsHere(context);
  const whole = orNotFound(await ownForm(here.ctx, params.id));
  return formShown(here, whole, new URL(request.url).searchParams);
}

const schema = z.record(z.string(), z.string());

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const whole = orNotFound(await ownForm(ctx, params.id));
  const asked = new URL(request.url).searchParams.get("page");
  const pages = pagesOf(whole);
  const page = orNotFound(pages.find(({ key }) => key === asked) ?? (asked ? null : pages[0]));
  const form = await readForm(request, schema);
  const typed = form.typed;
  const answers = typedAnswers(page, typed);
  const errors = wrongAnswers(page, answers);
  if (Object.keys(errors).length > 0)
    return data({ typed: answers, errors, isElsewhere: false }, { status: 422 });
  const saved = orNotFound(
    await saveAnswers(ctx, { id: params.id, page: page.key, answers, mark: typed.mark ?? "" }),
  );
  const self = href("/client/forms/:id", params);
  if (!saved.ok && saved.refusal === "not_open") throw redirect(self, 303);
  if (!saved.ok) return data({ typed: answers, errors, isElsewhere: true }, { status: 409 });
  const at = pages.indexOf(page);
  const next = typed.back === "review" ? "review" : (pages[at + 1]?.key ?? "review");
  const risky = saved.value.needsSomebody && page.isSensitive;
  throw redirect(risky ? `${self}?page=help&then=${next}` : `${self}?page=${next}`, 303);
}

export function meta() {
  return [{ title: "A form" }, { name: "robots", content: "noindex" }];
}

export default function Form({ loaderData: page, actionData }: Route.ComponentProps) {
  switch (page.shows) {
    case "signed":
      return <SignedPage page={page} />;
    case "help":
      return <HelpPage page={page} />;
    case "review":
      return <ReviewPage page={page} />;
    case "sensitive":
      return <SensitiveFirst page={page} />;
    default:
      return (
        <FillPage
          page={page}
          typed={actionData?.typed}
          errors={actionData?.errors ?? {}}
          isElsewhere={actionData?.isElsewhere === true}
        />
      );
  }
}
