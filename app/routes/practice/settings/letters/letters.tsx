import { data, href, redirect } from "react-router";
import { z } from "zod";
import { clientLetters } from "#app/domain/notifications/client-letters.ts";
import { keepWords, wordsOf } from "#app/domain/notifications/keep-words.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { maybeLine } from "../../typed-fields.ts";
import { whoseOf } from "../../whose.ts";
import { WhosePicker } from "../../whose-picker.tsx";
import type { Route } from "./+types/letters";
import { letterWords } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const query = new URL(request.url).searchParams;
  const { therapist, choices } = await whoseOf(ctx, "profile.change", query);
  const own = await wordsOf(ctx, therapist.id);
  const of = new URLSearchParams({ of: therapist.slug });
  return {
    slug: therapist.slug,
    name: therapist.name,
    firstName: therapist.firstName,
    choices,
    signature: own.signature ?? "",
    rows: clientLetters.map((letter) => ({
      title: letterWords[letter].name,
      href: `${href("/practice/settings/letters/:letter", { letter })}?${of}`,
      text: letterWords[letter].when,
      aside: own[letter] ? "With your own opening" : "",
    })),
    flash: newsFor(query, {
      kept: "Kept. Letters end with it from now on.",
      cleared: "Kept. Letters end with the name alone.",
    }),
  };
}

const schema = z.object({ signature: maybeLine(120) });

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist } = await whoseOf(ctx, "profile.change", new URL(request.url).searchParams);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { signature: words } = form.value;
  orNotFound((await keepWords(ctx, { therapistId: therapist.id, place: "signature", words })) || null);
  const told = new URLSearchParams({ of: therapist.slug, news: words ? "kept" : "cleared" });
  throw redirect(`${href("/practice/settings/letters")}?${told}`, 303);
}

export function meta() {
  return [{ title: "Letters" }, { name: "robots", content: "noindex" }];
}

export default function Letters({ loaderData: page, actionData }: Route.ComponentProps) {
  const { slug, name, firstName, choices, rows } = page;
  const errors: Record<string, string> = actionData?.errors ?? {};
  return (
    <>
      <WorkHeading
        title="Letters"
        eyebrow={name}
        lede={
          <p>
            What people get by email, and when. The facts in them are ours; how they open and how they end can
            be in your own words.
          </p>
        }
        actions={<WhosePicker choices={choices} current={slug} action={href("/practice/settings/letters")} />}
      />
      {page.flash && !actionData && (
        <Notice kind="ok" flash>
          <p>{page.flash}</p>
        </Notice>
      )}
      <Ledger level={2} rows={rows} />
      <Section title="How they end">
        <form
          className="stack"
          method="post"
          action={`${href("/practice/settings/letters")}?of=${slug}`}
          noValidate
        >
          <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
          <TextField
            name="signature"
            label={`Beneath “${firstName}”`}
            hint="One line in every letter to a client, such as a telephone number. Left empty, the name stands alone. Whoever asked for discreet letters doesn’t get it."
            required={false}
            maxLength={120}
            value={actionData?.typed.signature ?? page.signature}
            error={errors.signature}
          />
          <div className="cluster">
            <Button busy="Keeping…">Keep this</Button>
          </div>
        </form>
      </Section>
      <p className="mt-6">
        <a href={href("/practice/settings/deliveries")}>
          See which letters went out, and what became of them
        </a>
      </p>
    </>
  );
}
