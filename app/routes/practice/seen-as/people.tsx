import { href } from "react-router";
import { clientWithin, type Participant, peopleOf } from "#app/domain/clients/reach.ts";
import { openAccountsOf } from "#app/domain/clients/see-as.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { roleWords } from "../clients/in-words.ts";
import type { Route } from "./+types/people";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.see_as");
  const client = orNotFound(await clientWithin(ctx, "client.see_as", params.id));
  const people = await peopleOf(ctx, client);
  const open = await openAccountsOf(ctx, client.id);
  return {
    id: client.id,
    name: client.name,
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      role: roleWords[person.role],
      why: open.has(person.id) ? null : whyNot(person),
    })),
  };
}

/** Why there is nothing to look at through somebody's eyes. */
function whyNot({ email, userId }: Participant): string {
  if (userId) return "They closed their account, so there are no pages of theirs.";
  return email
    ? "They have no access of their own yet. Invite them on the record, and their pages begin."
    : "They have no access of their own: there is no email address of theirs here.";
}

export function meta() {
  return [{ title: "See what they see" }, { name: "robots", content: "noindex" }];
}

export default function People({ loaderData: { id, name, people } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        eyebrow={name}
        title="See what they see"
        lede={
          <p>
            Their own pages, as they stand for them now: where they are, their sessions, what they can book
            and why not. Nothing can be changed there, and that you looked is recorded.
          </p>
        }
        actions={
          <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
            Back to the record
          </ButtonLink>
        }
      />
      <Ledger
        level={2}
        rows={people.map((person) => ({
          title: person.name,
          href: person.why ? undefined : href("/practice/clients/:id/as/:person", { id, person: person.id }),
          aside: person.role,
          text: person.why,
        }))}
      />
    </>
  );
}
