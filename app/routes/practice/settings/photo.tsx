import { data, href, redirect } from "react-router";
import { changePhoto, photoMarks } from "#app/domain/therapists/photo.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { photoTypes, photoWords, readUpload } from "#app/routes/photo-upload.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Portrait } from "#app/ui/portrait.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/photo";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news: Record<string, string> = {
  saved: "Saved. It stands beside what you say.",
  removed: "Removed. Your words stand alone now.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const query = new URL(request.url).searchParams;
  const { therapist } = await whoseOf(ctx, "profile.change", query);
  const { id, slug, name, isPublished } = therapist;
  const mark = (await photoMarks(ctx, [id])).get(id) ?? null;
  return {
    slug,
    name,
    hasPhoto: mark !== null,
    // Seen where everybody sees it, so only while the profile is shown.
    face:
      mark && isPublished ? { name, src: `${href("/therapists/:slug/photo", { slug })}?v=${mark}` } : null,
    news: news[query.get("news") ?? ""] ?? null,
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist } = await whoseOf(ctx, "profile.change", new URL(request.url).searchParams);
  const { picture } = await readUpload(request);
  if (!picture.ok) return data({ errors: { photo: photoWords[picture.refusal] } }, { status: 422 });
  orNotFound((await changePhoto(ctx, therapist.id, picture.value)) || null);
  throw redirect(`${href("/practice/settings/profile/photo")}?of=${therapist.slug}&news=saved`, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Photo of ${page.name}` : "Photo" }, { name: "robots", content: "noindex" }];
}

export default function Photo({ loaderData: page, actionData }: Route.ComponentProps) {
  const { slug, name, face, hasPhoto } = page;
  const errors: Record<string, string> = actionData?.errors ?? {};
  const of = `?of=${slug}`;
  return (
    <>
      <WorkHeading
        title="Photo"
        eyebrow={name}
        lede={<p>It stands on the profile, and on the first page of somebody who works alone.</p>}
      />
      <div className="stack">
        {page.news && !actionData && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        {face && <Portrait face={face} />}
        {hasPhoto && !face && <p className="hint">There is one. It is shown once the profile is.</p>}
        <form
          className="stack"
          method="post"
          action={href("/practice/settings/profile/photo") + of}
          encType="multipart/form-data"
          noValidate
        >
          <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
          <FileField
            name="photo"
            label={hasPhoto ? "Another picture" : "A picture"}
            hint="JPEG, PNG or WebP, up to 5 MB. Where and with what it was taken is removed from it."
            accept={photoTypes}
            error={errors.photo}
          />
          <div className="cluster">
            <Button busy="Saving…">Save the picture</Button>
            <ButtonLink kind="quiet" href={href("/practice/settings/profile") + of}>
              Back to the profile
            </ButtonLink>
          </div>
        </form>
        {hasPhoto && (
          <form method="post" action={href("/practice/settings/profile/photo/removal") + of}>
            <Button kind="quiet" busy="Removing…">
              Remove the picture
            </Button>
          </form>
        )}
      </div>
    </>
  );
}
