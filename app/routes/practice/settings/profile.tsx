import { data, href, redirect } from "react-router";
import { refill } from "#app/domain/calendar/fill.ts";
import { changeProfile } from "#app/domain/therapists/change-profile.ts";
import { licencesOf } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { whoseOf } from "../whose.ts";
import { WhosePicker } from "../whose-picker.tsx";
import type { Route } from "./+types/profile";
import { ProfileForm } from "./profile-form.tsx";
import { asFields, profileSchema } from "./typed-profile.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const query = new URL(request.url).searchParams;
  const { therapist, choices } = await whoseOf(ctx, "profile.change", query);
  return {
    slug: therapist.slug,
    name: therapist.name,
    isPublished: therapist.isPublished,
    choices,
    fields: asFields(therapist, await licencesOf(ctx, therapist.id)),
    isSaved: query.get("news") === "saved",
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist } = await whoseOf(ctx, "profile.change", new URL(request.url).searchParams);
  const form = await readForm(request, profileSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { profile, held } = form.value;
  orNotFound((await changeProfile(ctx, therapist.id, profile, held)) || null);
  // Their room stands in the entries of their own calendar.
  await refill(ctx, therapist.id);
  throw redirect(`${href("/practice/settings/profile")}?of=${therapist.slug}&news=saved`, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Profile of ${page.name}` : "Profile" }, { name: "robots", content: "noindex" }];
}

export default function Profile({ loaderData: page, actionData }: Route.ComponentProps) {
  const { slug, name, choices, isPublished } = page;
  return (
    <>
      <WorkHeading
        title="Profile"
        eyebrow={name}
        lede={
          <p>
            What clients read before they book. Its address is{" "}
            <span className="time">/therapists/{slug}</span>, and stays, because people keep it.
          </p>
        }
        actions={
          <>
            <WhosePicker choices={choices} current={slug} action={href("/practice/settings/profile")} />
            <ButtonLink kind="quiet" href={`${href("/practice/settings/profile/photo")}?of=${slug}`}>
              Photo
            </ButtonLink>
            {isPublished && (
              <ButtonLink kind="quiet" href={href("/therapists/:slug", { slug })}>
                See what clients see
              </ButtonLink>
            )}
          </>
        }
      />
      {page.isSaved && !actionData && (
        <Notice kind="ok" flash>
          <p>{isPublished ? "Saved. Clients see it now." : "Saved. It isn’t shown on the site yet."}</p>
        </Notice>
      )}
      <ProfileForm
        action={`${href("/practice/settings/profile")}?of=${slug}`}
        values={actionData?.typed ?? page.fields}
        errors={actionData?.errors ?? {}}
      />
    </>
  );
}
