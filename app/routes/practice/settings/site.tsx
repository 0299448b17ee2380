import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeSite } from "#app/domain/practices/change.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { line, lines, maybeLine } from "../typed-fields.ts";
import type { Route } from "./+types/site";
import { HueField } from "./hue-field.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "practice.change");
  const practice = await ownPractice(ctx);
  const [first] = await publishedHere(ctx);
  const { headline, lead, strapline, about, email, phone, address, replyTime, hue } = practice;
  return {
    fields: {
      headline,
      lead,
      strapline,
      about,
      email,
      phone: phone ?? "",
      address: address ?? "",
      replyTime,
      hue,
    },
    page: practice.isHome ? href("/") : first ? href("/therapists/:slug", { slug: first.slug }) : null,
    isSaved: new URL(request.url).searchParams.get("news") === "saved",
  };
}

const schema = z.object({
  headline: line(120, "The first words somebody reads. They can’t be empty."),
  lead: lines(1_000).pipe(z.string().min(1, "A few sentences under the headline, please.")),
  strapline: line(120, "A few words about what you are, for the foot of every page."),
  about: lines(4_000),
  email: wish.email,
  phone: wish.phone.optional().transform((text) => text || null),
  address: maybeLine(200).transform((text) => text || null),
  replyTime: line(120, "When people can expect an answer."),
  hue: z.enum(["teal", "moss", "dusk", "plum", "clay"], { error: "Please choose one of the colours." }),
});

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound((await changeSite(ctx, form.value)) || null);
  throw redirect(`${href("/practice/settings/site")}?news=saved`, 303);
}

export function meta() {
  return [{ title: "The site" }, { name: "robots", content: "noindex" }];
}

export default function Site({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const values: Record<string, string> = actionData?.typed ?? page.fields;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title="The site"
        lede={<p>What everybody reads before they know you. It is live as soon as you save it.</p>}
        actions={
          page.page && (
            <ButtonLink kind="quiet" href={page.page}>
              See what clients see
            </ButtonLink>
          )
        }
      />
      <form method="post" action={href("/practice/settings/site")} noValidate>
        <div className="stack">
          {page.isSaved && !actionData && (
            <Notice kind="ok" flash>
              <p>Saved. Clients see it now.</p>
            </Notice>
          )}
          <ErrorSummary problems={problems} />
          <Words values={values} errors={errors} />
        </div>
        <Section title="How to reach you">
          <Reach values={values} errors={errors} />
        </Section>
        <Section title="Colour">
          <HueField value={values.hue} error={errors.hue} />
        </Section>
        <div className="cluster after">
          <Button busy="Saving…">Save the site</Button>
          <ButtonLink kind="quiet" href={href("/practice/settings")}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}

type Part = { values: Readonly<Record<string, string>>; errors: Readonly<Record<string, string>> };

function Words({ values, errors }: Part) {
  return (
    <>
      <TextField
        name="headline"
        label="Headline"
        maxLength={120}
        value={values.headline}
        error={errors.headline}
      />
      <TextArea
        name="lead"
        label="Beneath it"
        hint="Who you are, whom you help, how it begins. Three sentences do."
        maxLength={1000}
        value={values.lead}
        error={errors.lead}
      />
      <TextField
        name="strapline"
        label="In a few words"
        hint="Stands at the foot of every page: “registered hypnotherapist · Lisbon and online”."
        maxLength={120}
        value={values.strapline}
        error={errors.strapline}
      />
      <TextArea
        name="about"
        label="About"
        required={false}
        hint="A few paragraphs further down the first page, in Markdown."
        maxLength={4000}
        value={values.about}
        error={errors.about}
      />
    </>
  );
}

function Reach({ values, errors }: Part) {
  return (
    <div className="stack">
      <TextField
        name="email"
        type="email"
        label="Email"
        maxLength={254}
        value={values.email}
        error={errors.email}
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        required={false}
        maxLength={40}
        value={values.phone}
        error={errors.phone}
      />
      <TextField
        name="address"
        label="Address"
        required={false}
        hint="Where sessions in person take place. It stands in their confirmations."
        maxLength={200}
        value={values.address}
        error={errors.address}
      />
      <TextField
        name="replyTime"
        label="You answer"
        hint="As it is true: “Within one working day”."
        maxLength={120}
        value={values.replyTime}
        error={errors.replyTime}
      />
    </div>
  );
}
