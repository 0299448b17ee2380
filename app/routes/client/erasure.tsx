import { href, redirect } from "react-router";
import { keepingOf, keptUntil } from "#app/domain/operations/keep-record.ts";
import { isKeptByLaw } from "#app/domain/operations/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { askErasure, erasableBy, withdrawErasure } from "#app/domain/privacy/ask-erasure.ts";
import { orNotFound } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { onTheDay } from "#app/routes/when.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/erasure";
import type { ClientHandle } from "./client.tsx";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export const handle: ClientHandle = { canLeave: true };

const said = {
  asked: "Asked. A person of the practice reads it and answers.",
  withdrawn: "Taken back. Nothing was erased.",
};

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const practice = await ownPractice(ctx);
  const clock = { zone: zone ?? practice.zone, locale: practice.locale };
  const { years } = await keepingOf(ctx);
  const records = await erasableBy(ctx);
  return {
    practice: practice.name,
    years,
    news: newsFor(new URL(request.url).searchParams, said),
    records: await Promise.all(
      records.map(async ({ clientId, name, isAlone, asked }) => {
        const until = await keptUntil(ctx, clientId);
        return {
          ...{ clientId, name, isAlone },
          until: until && isKeptByLaw(until, ctx.now()) ? onTheDay(until, clock) : null,
          asked: asked && {
            on: onTheDay(asked.at, clock),
            isTheirs: asked.isTheirs,
            isAnswered: asked.keptAt !== null,
          },
        };
      }),
    ),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const form = await request.formData();
  const clientId = String(form.get("client") ?? "");
  const isBack = form.get("do") === "withdraw";
  orNotFound(await (isBack ? withdrawErasure : askErasure)(ctx, clientId));
  throw redirect(`${href("/client/account/erasure")}?news=${isBack ? "withdrawn" : "asked"}`, 303);
}

export function meta() {
  return [{ title: "Ask to be erased" }, { name: "robots", content: "noindex" }];
}

type Page = Route.ComponentProps["loaderData"];

export default function Erasure({ loaderData: page }: Route.ComponentProps) {
  return (
    <div className="stack">
      {page.news && (
        <Notice kind="ok" flash>
          <p>{page.news}</p>
        </Notice>
      )}
      <PageHeading
        knot
        title="Ask to be erased"
        lede={<p>{page.practice} keeps a record of your time together. You can ask for it to be erased.</p>}
      />
      <div className="prose">
        <p>When it is erased:</p>
        <ul>
          <li>
            What you wrote and what was written with you and about you is gone for good: the key that opens it
            is destroyed, for older copies of it too.
          </li>
          <li>
            Your name and how to reach you leave the practice’s lists. You don’t sign in there any more.
          </li>
          <li>
            Times and sums stay in its books without your name. Papers that were issued stay as they are, as
            tax law asks.
          </li>
          <li>Nothing brings it back. Take your own copy along first; it stands on your account page.</li>
        </ul>
      </div>
      {page.records.length === 0 && (
        <p className="empty">There is no record here that you can ask this for.</p>
      )}
      {page.records.map((record) => (
        <Record key={record.clientId} record={record} years={page.years} />
      ))}
      <p>
        <ButtonLink kind="quiet" href={href("/client/account")}>
          Back to your account
        </ButtonLink>
      </p>
    </div>
  );
}

function Record({ record, years }: { record: Page["records"][number]; years: number }) {
  const { clientId, name, isAlone, until, asked } = record;
  return (
    <Section title={isAlone ? "Your record" : `The record of ${name}`}>
      <p>
        {until
          ? `It has to be kept until ${until}, ${years} ${years === 1 ? "year" : "years"} after the last session. You can ask now; unless there is a reason that weighs more, it is erased then.`
          : "No law asks the practice to keep it any longer, so it can be erased once nothing is planned."}
      </p>
      {!isAlone && <p>It belongs to all of you, so the practice asks the others before it goes.</p>}
      {asked && (
        <p>
          {asked.isTheirs ? "You" : "Somebody of you"} asked on {asked.on}.{" "}
          {asked.isAnswered
            ? until
              ? `The practice answered that it keeps the record until ${until}.`
              : "The practice has read it, and the time to keep the record is over."
            : "It waits for the practice’s answer."}
        </p>
      )}
      <form method="post" action={href("/client/account/erasure")} className="cluster">
        <input type="hidden" name="client" value={clientId} />
        {asked ? (
          <Button kind="quiet" name="do" value="withdraw" busy="Taking it back…">
            Take it back
          </Button>
        ) : (
          <Button kind="danger" name="do" value="ask" busy="Asking…">
            Ask to be erased
          </Button>
        )}
      </form>
    </Section>
  );
}
