import { data, href, redirect } from "react-router";
import { z } from "zod";
import type { NoteKind } from "#app/db/schema/notes.ts";
import { diaryLine } from "#app/domain/bookings/diary.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import { clientsToWriteAbout } from "#app/domain/notes/about.ts";
import { beginNote } from "#app/domain/notes/begin.ts";
import { usedLast } from "#app/domain/notes/queries.ts";
import { layouts, layoutsFor } from "#app/domain/notes/rules.ts";
import { templatesHere } from "#app/domain/notes/templates.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup, SelectField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/new";
import { kindWords } from "./in-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const kinds = [
  "progress",
  "intake",
  "plan",
  "contact",
  "closing",
  "psychotherapy",
] as const satisfies NoteKind[];

const schema = z.object({
  kind: z.enum([...kinds, "process"], "Please choose what kind of note it is."),
  layout: z.string().max(60).default(""),
  client: z.string().max(40).default(""),
  booking: z.string().max(40).default(""),
  appointment: z.string().max(40).default(""),
});

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("kind") ?? "progress";
  const kind: NoteKind = asked === "process" ? asked : (kinds.find((one) => one === asked) ?? "progress");
  const appointment = searchParams.get("appointment") ?? "";
  const client = searchParams.get("client") ?? "";
  if (client) orNotFound((await caresWithin(ctx, "notes.write", client))[0]);
  const clock = await ownPractice(ctx);
  const booking = await diaryLine(ctx, "notes.write", searchParams.get("booking") ?? "");
  const own = await templatesHere(ctx);
  return data({
    kind,
    client,
    appointment,
    booking: booking?.clientId === client ? booking.id : "",
    about: booking && `${booking.typeName}, ${whenInYear(booking.startsAt.getTime(), clock)}`,
    clients: await clientsToWriteAbout(ctx),
    layouts: [
      ...layoutsFor("progress").map((value) => ({ value, label: layouts[value].name })),
      ...own.map(({ id, name }) => ({ value: id, label: name })),
    ],
    last: (await usedLast(ctx, kind)) ?? "soap",
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const { kind, layout, client, booking, appointment } = form.value;
  if (kind !== "process" && !client)
    return data(
      { errors: { client: "Please choose whom it is about." } as Record<string, string> },
      { status: 422 },
    );
  const [usual = "free"] = layoutsFor(kind);
  const template = kind === "progress" ? layout || (await usedLast(ctx, kind)) || usual : usual;
  const id = await beginNote(ctx, {
    kind,
    template,
    clientId: kind === "process" ? null : client,
    bookingId: booking || null,
    appointmentId: appointment || null,
  });
  throw redirect(href("/practice/notes/:id", { id: orNotFound(id) }), 303);
}

export function meta() {
  return [{ title: "A new note" }, { name: "robots", content: "noindex" }];
}

export default function NewNote({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const { kind, client, clients, booking, appointment, about } = page;
  const name = clients.find(({ value }) => value === client)?.label;
  const isProcess = kind === "process";
  return (
    <form className="stack" method="post" action={href("/practice/notes/new")} noValidate>
      <WorkHeading
        eyebrow={name}
        title="A new note"
        lede={about ? <p>{about}</p> : <p>It begins as a draft that only you see.</p>}
      />
      <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <HiddenFields
        values={{
          client: name ? client : undefined,
          booking: booking || undefined,
          appointment: appointment || undefined,
          kind: isProcess ? kind : undefined,
        }}
      />
      {!name && !isProcess && (
        <SelectField
          name="client"
          label="About"
          prompt="Choose a client"
          options={clients}
          error={errors.client}
        />
      )}
      {!isProcess && (
        <RadioGroup
          name="kind"
          label="What will it be?"
          value={kind}
          error={errors.kind}
          options={kinds.map((value) => ({
            value,
            label: kindWords[value],
            ...(value === "psychotherapy" && {
              hint: "Yours alone: nobody else reads it, and no export carries it.",
            }),
          }))}
        />
      )}
      {!isProcess && (
        <SelectField
          name="layout"
          label="Layout of a progress note"
          required={false}
          options={page.layouts}
          value={page.last}
        />
      )}
      {isProcess && <p>How the group went, without a name. Each member has a note of their own.</p>}
      <div className="cluster">
        <Button busy="Opening…">Begin</Button>
        <ButtonLink kind="quiet" href={href("/practice/notes")}>
          Not now
        </ButtonLink>
      </div>
    </form>
  );
}
