import { data, href, redirect } from "react-router";
import { z } from "zod";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { returnStanding } from "#app/domain/payments/return-standing.ts";
import { frameOf, siteOf } from "#app/domain/site/queries.ts";
import { orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import { returnInWords } from "#app/routes/paying/return-in-words.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/choice";
import { heldBy, privately } from "./held.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** A sum, a day and what becomes of it: nothing of whom it was with, nor why. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { ctx, booking: whole, token } = await heldBy(context, params.token);
  const standing = await returnStanding(ctx, whole);
  if (!standing) throw redirect(href("/book/manage/:token", params));
  const news = newsFor(new URL(request.url).searchParams, said);
  return data(
    {
      token,
      frame: frameOf(await siteOf(ctx)),
      shown: returnInWords(whole, standing),
      news: standing.is === "over" ? news : null,
    },
    privately,
  );
}

const schema = z.object({ to: z.enum(["card", "credit"]) });

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const form = await readForm(request, schema);
  if (!form.ok) throw data(null, { status: 422 });
  const chosen = await chooseReturn(ctx, { bookingId: whole.booking.id, to: form.value.to });
  if (!chosen.ok && chosen.refusal === "not_here") orNotFound(null);
  throw redirect(`${href("/book/manage/:token/choice", params)}${chosen.ok ? "?news=chosen" : ""}`, 303);
}

const said = { chosen: "Noted. There is nothing else you need to do." };

export function meta({ loaderData: page }: Route.MetaArgs) {
  const title = "What you paid";
  return [
    { title: page ? pageTitle(title, page.frame.name) : title },
    { name: "robots", content: "noindex" },
  ];
}

export function headers() {
  return privately.headers;
}

export default function Choice({ loaderData: { token, frame, shown, news } }: Route.ComponentProps) {
  return (
    <Site frame={frame} canLeave>
      <div className="stack">
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        <PageHeading
          knot
          eyebrow="Your cancelled appointment"
          title={shown.title}
          lede={shown.words.map((words) => <p key={words}>{words}</p>)}
        />
        {shown.is === "open" && <Ways token={token} hint={shown.hint} />}
        <div className="cluster">
          <ButtonLink kind="quiet" href={href("/book/manage/:token", { token })}>
            See the appointment
          </ButtonLink>
        </div>
      </div>
    </Site>
  );
}

function Ways({ token, hint }: { token: string; hint: string }) {
  return (
    <form method="post" action={href("/book/manage/:token/choice", { token })} className="stack">
      <div className="cluster">
        <Button name="to" value="card" busy="Sending it back…">
          Back to my card
        </Button>
        <Button kind="quiet" name="to" value="credit" busy="Keeping it…">
          Keep it for my next appointment
        </Button>
      </div>
      <p className="hint">{hint}</p>
    </form>
  );
}
