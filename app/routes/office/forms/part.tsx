import { data, href, redirect } from "react-router";
import { changeDraft } from "#app/domain/forms/change-form.ts";
import { findForm } from "#app/domain/forms/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { FormPart } from "#app/values/form-body.ts";
import { newId } from "#app/values/ids.ts";
import type { Route } from "./+types/part";
import { partOf, partSchema } from "./typed-part.ts";
import { partWords } from "./words.ts";

export { ErrorBoundary } from "../trouble.tsx";

type Where = { page: string; part: FormPart | null; kind: FormPart["kind"] };

async function found({ context, params, request }: Route.LoaderArgs | Route.ActionArgs) {
  const ctx = asMember(context, "forms.change");
  const { form, published, draft } = orNotFound(await findForm(ctx, params.id));
  const { pages } = orNotFound(draft ?? published).body;
  const { searchParams } = new URL(request.url);
  const page = pages.find(({ key }) => key === searchParams.get("page")) ?? pages[0];
  const part = page?.parts.find(({ key }) => key === searchParams.get("part")) ?? null;
  const asked = searchParams.get("kind") ?? "text";
  const kind = part?.kind ?? (Object.hasOwn(partWords, asked) ? (asked as FormPart["kind"]) : "text");
  const where: Where = { page: orNotFound(page).key, part, kind };
  return { ctx, form, pages, where };
}

export async function loader(args: Route.LoaderArgs) {
  const { form, pages, where } = await found(args);
  const all = pages.flatMap(({ parts }) => parts);
  const end = where.part ? all.findIndex(({ key }) => key === where.part?.key) : all.length;
  return {
    ...{ id: form.id, name: form.name, ...where },
    earlier: all
      .slice(0, end)
      .flatMap((part) =>
        part.kind === "choice" || part.kind === "scale" ? [{ value: part.key, label: part.label }] : [],
      ),
  };
}

export async function action(args: Route.ActionArgs) {
  const { ctx, form, where } = await found(args);
  const typed = await readForm(args.request, partSchema);
  if (!typed.ok) return data({ errors: typed.errors, typed: typed.typed }, { status: 422 });
  const key = where.part?.key ?? `q-${newId().slice(-8)}`;
  const part = partOf(where.kind, key, typed.value);
  const changed = orNotFound(await changeDraft(ctx, form.id, { do: "part", page: where.page, part }));
  if (changed.ok)
    throw redirect(`${href("/office/forms/:id", { id: form.id })}?news=kept#${where.page}`, 303);
  const errors: FieldErrors = { label: "A measure’s questions are its authors’, and stay as they are." };
  return data({ errors, typed: typed.typed }, { status: 422 });
}

export function meta() {
  return [{ title: "Part of a form" }, { name: "robots", content: "noindex" }];
}

export default function Part({ loaderData: page, actionData }: Route.ComponentProps) {
  const { kind, part } = page;
  const errors: FieldErrors = actionData?.errors ?? {};
  const typed: Record<string, string> = actionData?.typed ?? {};
  const here = new URLSearchParams({ page: page.page, ...(part ? { part: part.key } : { kind }) });
  const known = part?.kind === "section" ? part.title : part?.label;
  const options = part && "options" in part ? part.options.map(({ label }) => label).join("\n") : "";
  const isQuestion = kind !== "section";
  return (
    <>
      <WorkHeading
        eyebrow={page.name}
        title={`${part ? "Change" : "Add"} ${partWords[kind].toLowerCase()}`}
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <form
        className="stack"
        method="post"
        action={`${href("/office/forms/:id/part", { id: page.id })}?${here}`}
      >
        <TextField
          name="label"
          label={isQuestion ? "The question" : "Title"}
          value={typed.label ?? known}
          maxLength={500}
          error={errors.label}
        />
        {(kind === "section" || kind === "consent") && (
          <TextArea
            name="text"
            label={kind === "consent" ? "What they agree to, word for word" : "Words"}
            rows={8}
            value={typed.text ?? (part && "text" in part ? part.text : "")}
            maxLength={8000}
            error={errors.text}
          />
        )}
        {isQuestion && kind !== "consent" && (
          <TextField
            name="why"
            label="Why you ask"
            required={false}
            value={typed.why ?? (part && "why" in part ? part.why : "")}
            maxLength={2000}
          />
        )}
        {(kind === "choice" || kind === "scale") && (
          <TextArea
            name="options"
            label="Answers, one a line"
            hint={kind === "scale" ? "The first counts nothing, the next one, and so on." : undefined}
            value={typed.options ?? options}
            error={errors.options}
          />
        )}
        {kind === "choice" && (
          <CheckboxField
            name="isMany"
            label="Several can be chosen"
            required={false}
            checked={part?.kind === "choice" && part.isMany}
          />
        )}
        {kind === "text" && (
          <CheckboxField
            name="isLong"
            label="Room for several lines"
            required={false}
            checked={part?.kind === "text" && part.isLong}
          />
        )}
        {kind === "consent" && (
          <SelectField
            name="purpose"
            label="What the consent is for"
            value={part?.kind === "consent" ? part.purpose : "other"}
            options={[
              { value: "treatment", label: "Treatment" },
              { value: "telehealth", label: "Sessions from afar" },
              { value: "other", label: "Something else" },
            ]}
          />
        )}
        {isQuestion && (
          <CheckboxField
            name="isRequired"
            label="Must be answered before signing"
            hint="Leave it off where you can: people skip what they would rather say."
            required={false}
            checked={part && part.kind !== "section" ? part.isRequired : kind === "consent"}
          />
        )}
        {page.earlier.length > 0 && (
          <>
            <SelectField
              name="after"
              label="Show only after"
              required={false}
              prompt="Always show it"
              value={typed.after ?? part?.showIf?.question ?? ""}
              options={page.earlier}
            />
            <TextArea
              name="afterIs"
              label="…was answered with one of these, one a line"
              required={false}
              rows={2}
              value={typed.afterIs ?? part?.showIf?.is.join("\n") ?? ""}
            />
          </>
        )}
        <div className="cluster">
          <Button busy="Keeping…">Keep it</Button>
          <ButtonLink kind="quiet" href={href("/office/forms/:id", { id: page.id })}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
