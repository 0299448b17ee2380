import { href } from "react-router";
import type { Stage } from "#app/db/schema/clients.ts";
import { marksInUse, roster } from "#app/domain/clients/roster.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/clients";
import { type FilterGroup, Filters } from "./filters.tsx";
import { stageWords } from "./in-words.ts";
import { Roster } from "./roster.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const stages = Object.keys(stageWords) as Stage[];

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.see");
  const { searchParams } = new URL(request.url);
  const { zone, locale } = await ownPractice(ctx);
  const { filters, asked } = await filtersOf(ctx, searchParams);
  const search = (searchParams.get("q") ?? "").trim().slice(0, 120).replaceAll("\0", "");
  const found = await roster(ctx, { ...asked, search, after: searchParams.get("after") ?? undefined });
  const when = (at: Date | null) =>
    at && { at: at.toISOString(), words: whenAndWhere(at.getTime(), { zone, locale }).when };
  return {
    clients: found.clients.map((client) => ({ ...client, next: when(client.next), last: when(client.last) })),
    search,
    filters,
    isFiltered: search !== "" || filters.some(({ current }) => current !== null),
    isGroup: filters.some(({ name }) => name === "of"),
    isLater: searchParams.has("after"),
    later: found.next && addressWith(searchParams, { after: found.next }),
    start: addressWith(searchParams, {}),
    mayAdd: reachOf(ctx.actor, "care.decide") !== "none",
    mayBring: reachOf(ctx.actor, "clients.import") !== "none",
  };
}

/** What can be filtered by, each choice a link, and what the address asks for now. What nobody here has is not offered. */
async function filtersOf(ctx: MemberCtx, query: URLSearchParams) {
  const [therapists, marks] = await Promise.all([therapistsWithin(ctx, "client.see"), marksInUse(ctx)]);
  const group = (name: string, label: string, choices: { value: string; label: string }[]): FilterGroup => {
    const asked = query.get(name);
    const current = choices.find(({ value }) => value === asked)?.value ?? null;
    const address = (value: string | null) => addressWith(query, { [name]: value });
    return {
      name,
      label,
      current,
      none: address(null),
      choices: choices.map((choice) => ({ ...choice, href: address(choice.value) })),
    };
  };
  const all = [
    group(
      "stage",
      "Stage",
      stages.map((value) => ({ value, label: stageWords[value] })),
    ),
    group(
      "of",
      "With",
      therapists.length > 1 ? therapists.map(({ slug, name }) => ({ value: slug, label: name })) : [],
    ),
    group(
      "tag",
      "Tag",
      marks.tags.map((tag) => ({ value: tag, label: tag })),
    ),
    group("age", "Age", marks.isUnderAge ? [{ value: "under", label: "Under age" }] : []),
  ].filter(({ choices }) => choices.length > 0);
  const current = (name: string) => all.find((one) => one.name === name)?.current ?? undefined;
  return {
    filters: all,
    asked: {
      stage: stages.find((stage) => stage === current("stage")),
      tag: current("tag"),
      therapistId: therapists.find(({ slug }) => slug === current("of"))?.id,
      isUnderAge: current("age") === "under",
    },
  };
}

/** The roster's address with some of its questions changed; it begins at the start again. */
function addressWith(query: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams();
  for (const name of ["q", "stage", "of", "tag", "age"]) {
    const value = change[name] === undefined ? query.get(name) : change[name];
    if (value) next.set(name, value);
  }
  if (change.after) next.set("after", change.after);
  const text = next.toString();
  return text ? `${href("/practice/clients")}?${text}` : href("/practice/clients");
}

export function meta() {
  return [{ title: "Clients" }, { name: "robots", content: "noindex" }];
}

export default function Clients({ loaderData: page }: Route.ComponentProps) {
  const { clients, filters, search, isFiltered, mayAdd, mayBring, isLater, later, start } = page;
  const kept = Object.fromEntries(filters.map(({ name, current }) => [name, current ?? undefined]));
  return (
    <>
      <WorkHeading
        title="Clients"
        actions={
          (mayAdd || mayBring) && (
            <>
              {mayAdd && <ButtonLink href={href("/practice/clients/new")}>New client</ButtonLink>}
              {mayBring && (
                <ButtonLink kind="quiet" href={href("/office/imports")}>
                  Bring a list
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <search>
        <form className="find" method="get" action={href("/practice/clients")} noValidate>
          <HiddenFields values={kept} />
          <TextField
            name="q"
            type="search"
            label="Find somebody"
            hint="By name or email, or a part of it."
            value={search}
            maxLength={120}
            required={false}
            narrows
          />
          <Button kind="quiet">Find</Button>
        </form>
      </search>
      <Filters groups={filters} />
      {clients.length > 0 ? (
        <Roster clients={clients} isGroup={page.isGroup} />
      ) : (
        <Nobody isFiltered={isFiltered} mayAdd={mayAdd} />
      )}
      {(later || isLater) && (
        <nav className="cluster pages" aria-label="More clients">
          {isLater && <a href={start}>Back to the first</a>}
          {later && <a href={later}>Next 50</a>}
        </nav>
      )}
    </>
  );
}

function Nobody({ isFiltered, mayAdd }: { isFiltered: boolean; mayAdd: boolean }) {
  if (isFiltered)
    return (
      <p className="empty">
        Nobody fits that. <a href={href("/practice/clients")}>See everybody</a>
      </p>
    );
  return (
    <p className="empty">
      Nobody yet. Whoever books a first call appears here by themselves
      {mayAdd ? ", and people you already work with can be added by hand or brought in with a list." : "."}
    </p>
  );
}
