import { data, href, redirect } from "react-router";
import { keepAnswers, keepPhoto } from "#app/domain/setup/answers.ts";
import { photoTypes, photoWords, readUpload } from "#app/routes/photo-upload.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Portrait } from "#app/ui/portrait.tsx";
import type { Route } from "./+types/photo";
import { setupOf } from "./door.ts";
import { photoOf } from "./photo-address.ts";
import { placeOf, steps } from "./steps.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { setup } = await setupOf(context, request);
  return {
    face: setup.hasPhoto ? { src: photoOf(setup.version), name: setup.answers.you?.name ?? "You" } : null,
  };
}

/** Without a picture the one there is stays, or none: nobody has to show their face. */
export async function action({ context, request }: Route.ActionArgs) {
  const { house, setup } = await setupOf(context, request);
  const { picture, fields } = await readUpload(request);
  if (!picture.ok && picture.refusal !== "none")
    return data({ errors: { photo: photoWords[picture.refusal] } }, { status: 422 });
  const isGone = fields.go === "remove";
  const isKept =
    (await keepAnswers(house, setup, "photo", { seen: "yes" })) &&
    (!(picture.ok || isGone) ||
      (await keepPhoto(house, setup, picture.ok && !isGone ? picture.value : null)));
  if (!isKept) throw redirect(href("/setup"), 303);
  throw redirect(whereTo(fields.go), 303);
}

function whereTo(go: string | undefined): string {
  if (go === "remove") return href("/setup/photo");
  if (go === "look") return `${href("/setup/preview")}?from=photo`;
  const { before, after } = placeOf("photo");
  return (go === "back" ? before : after)?.path ?? href("/setup");
}

export function meta() {
  return [{ title: "Photo · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Photo({ loaderData: { face }, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  return (
    <form
      className="stack"
      method="post"
      action={href("/setup/photo")}
      encType="multipart/form-data"
      noValidate
    >
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <PageHeading
        knot
        eyebrow={`Step ${placeOf("photo").number} of ${steps.length}`}
        title="Your face"
        lede={<p>People like to see whom they will talk to. It is no must; you can go on without.</p>}
      />
      {face && <Portrait face={face} />}
      <FileField
        name="photo"
        label={face ? "Another picture" : "A picture of you"}
        required={false}
        hint="JPEG, PNG or WebP, up to 5 MB, upright if you have one. Where and with what it was taken is removed from it."
        accept={photoTypes}
        error={errors.photo}
      />
      <div className="cluster">
        <Button busy="Saving…">Save and go on</Button>
        <Button kind="quiet" name="go" value="look">
          See what clients see
        </Button>
        {face && (
          <Button kind="quiet" name="go" value="remove">
            Remove the picture
          </Button>
        )}
        <Button kind="quiet" name="go" value="back">
          Back
        </Button>
      </div>
    </form>
  );
}
