import { data, href, redirect } from "react-router";
import { z } from "zod";
import { keepWords, wordsOf } from "#app/domain/notifications/keep-words.ts";
import { showExample } from "#app/domain/notifications/show-example.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { contentSecurityPolicy } from "#app/middleware/security-headers.ts";
import { newsFor } from "#app/routes/news.ts";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { maybeLine } from "../../typed-fields.ts";
import type { Route } from "./+types/letter";
import { LetterPreview } from "./letter-preview.tsx";
import { OpeningForm } from "./opening-form.tsx";
import { whoseLetter } from "./whose-letter.ts";
import { letterWords } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const said = {
  kept: { kind: "ok", words: "Kept. This letter opens with it from now on." },
  cleared: { kind: "ok", words: "Kept. This letter opens with our words again." },
  tested: { kind: "ok", words: "A test is on its way to your own address." },
  too_many: { kind: "info", words: "That’s ten tests within the hour. Please wait a little." },
} as const;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist, letter, isDiscreet, query } = await whoseLetter(ctx, params.letter, request);
  const [own, { subject, text }] = await Promise.all([
    wordsOf(ctx, therapist.id),
    showExample(ctx, therapist, { letter, isDiscreet, askedAt: ctx.now() }),
  ]);
  return {
    letter,
    ...letterWords[letter],
    slug: therapist.slug,
    therapist: therapist.name,
    opening: own[letter] ?? "",
    isDiscreet,
    example: { subject, text },
    flash: newsFor(query, said),
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

const schema = z.object({ opening: maybeLine(300) });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist, letter } = await whoseLetter(ctx, params.letter, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { opening: words } = form.value;
  orNotFound((await keepWords(ctx, { therapistId: therapist.id, place: letter, words })) || null);
  const told = new URLSearchParams({ of: therapist.slug, news: words ? "kept" : "cleared" });
  throw redirect(`${href("/practice/settings/letters/:letter", params)}?${told}`, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Letter: ${page.name}` : "Letter" }, { name: "robots", content: "noindex" }];
}

/** The one page that holds a frame, of our own. */
export function headers() {
  return { "Content-Security-Policy": `${contentSecurityPolicy()}; frame-src 'self'` };
}

export default function LetterPage({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title={page.name} eyebrow={`Letter of ${page.therapist}`} lede={<p>{page.when}</p>} />
      {page.flash && !actionData && (
        <Notice kind={page.flash.kind} flash>
          <p>{page.flash.words}</p>
        </Notice>
      )}
      <OpeningForm page={page} typed={actionData?.typed ?? {}} errors={actionData?.errors ?? {}} />
      <LetterPreview page={page} />
    </>
  );
}
