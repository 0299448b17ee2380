import { href } from "react-router";
import { inboxOf, namesWithout } from "#app/domain/messaging/lists.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/messages";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "messages.read");
  const { searchParams } = new URL(request.url);
  const search = (searchParams.get("q") ?? "").trim().slice(0, 120).replaceAll("\0", "");
  const asked = Number(searchParams.get("page"));
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1;
  const [{ zone, locale }, { threads, more }, without] = await Promise.all([
    ownPractice(ctx),
    inboxOf(ctx, { search, page }),
    search && page === 1 ? namesWithout(ctx, search) : [],
  ]);
  const when = (at: Date | null) => at && whenAndWhere(at.getTime(), { zone, locale }).when;
  return {
    search,
    page,
    more,
    without,
    rows: threads.map(({ thread, client, person, therapist, unread }) => ({
      id: thread.id,
      name: person ? `${person.name}, apart from ${client.name}` : client.name,
      with: thread.therapistId === ctx.actor.therapistId ? null : `With ${therapist.firstName}`,
      unread,
      waits: when(thread.waitingSince),
      last: when(thread.lastAt),
    })),
  };
}

export function meta() {
  return [{ title: "Messages" }, { name: "robots", content: "noindex" }];
}

const self = href("/practice/messages");

export default function Messages({ loaderData: page }: Route.ComponentProps) {
  const { rows, search, more, without } = page;
  const at = (number: number) =>
    `${self}?${new URLSearchParams({ ...(search && { q: search }), page: String(number) })}`;
  return (
    <>
      <WorkHeading title="Messages" lede={<p>What is new first, then what has waited longest.</p>} />
      <search>
        <form className="find" method="get" action={self} noValidate>
          <TextField
            name="q"
            type="search"
            label="Find somebody"
            hint="By name, or a part of it."
            value={search}
            maxLength={120}
            required={false}
            narrows
          />
          <Button kind="quiet">Find</Button>
        </form>
      </search>
      <div className="mt-6">
        {rows.length > 0 ? (
          <Ledger
            level={2}
            rows={rows.map((row) => ({
              id: row.id,
              title: row.name,
              href: href("/practice/messages/:id", { id: row.id }),
              text: row.waits ? `Waiting since ${row.waits}` : row.with,
              aside: (
                <>
                  {row.unread > 0 && <Tag kind="info">{`${row.unread} new`}</Tag>}{" "}
                  {row.last && <span className="time">{row.last}</span>}
                </>
              ),
            }))}
          />
        ) : (
          <Nothing search={search} hasOthers={without.length > 0} />
        )}
      </div>
      {without.length > 0 && (
        <Section title="Not written to yet">
          <Ledger
            rows={without.map(({ clientId, name }) => ({
              id: clientId,
              title: name,
              href: href("/practice/clients/:id/messages", { id: clientId }),
            }))}
          />
        </Section>
      )}
      {(more || page.page > 1) && (
        <nav className="cluster pages" aria-label="More messages">
          {page.page > 1 && <a href={at(page.page - 1)}>Back</a>}
          {more && <a href={at(page.page + 1)}>Next 50</a>}
        </nav>
      )}
    </>
  );
}

function Nothing({ search, hasOthers }: { search: string; hasOthers: boolean }) {
  if (search)
    return (
      <p className="empty">
        {hasOthers ? "Nobody of that name has a conversation yet." : "Nobody fits that."}{" "}
        <a href={self}>See everybody</a>
      </p>
    );
  return (
    <p className="empty">
      No messages yet. A conversation opens by itself when somebody books a first call; to write first, find a
      client by name above.
    </p>
  );
}
