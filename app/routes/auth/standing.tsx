import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { signedIn } from "#app/context.ts";
import { deviceOf } from "#app/domain/identity/device.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { changePlace, keyOf } from "#app/domain/practices/enter.ts";
import { type Place, placesOf } from "#app/domain/practices/standings.ts";
import { houseOf, readForm } from "#app/http.ts";
import { ownPath } from "#app/routes/own-path.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { type Choice, HiddenFields, RadioGroup } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/standing";
import { welcome } from "./arrive.ts";
import { frontFrame, frontHeaders } from "./front.ts";
import { backQuery, whereTo } from "./whereto.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const back = ownPath.optional().catch(undefined);
const schema = z.object({ place: z.string(), back });

const notChosen = "Please choose where you are going.";

export async function loader({ context, request }: Route.LoaderArgs) {
  const goingTo = back.parse(new URL(request.url).searchParams.get("back") ?? undefined) ?? null;
  const { userId, standing } = ownSession(context, goingTo);
  const places = await placesOf(houseOf(context), userId);
  const memberId = standing?.kind === "member" ? standing.memberId : null;
  if (standing && places.length === 1) throw redirect(whereTo({ memberId }, goingTo), 303);
  return {
    frame: await frontFrame(context),
    back: goingTo,
    current: standing && (memberId ?? standing.practiceId),
    choices: places.map(choiceOf),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const session = ownSession(context, null);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: notChosen }, { status: 422 });
  const { place, back = null } = form.value;
  const device = deviceOf(request.headers.get("user-agent"));
  const entered = await changePlace(houseOf(context), session, { place, device });
  if (entered.ok) throw welcome(context, entered.value, back);
  if (entered.refusal === "gone") throw redirect(`${href("/sign-in")}${backQuery(back)}`, 303);
  return data({ error: notChosen }, { status: 422 });
}

/** The session of whoever asks; everybody else signs in first. */
function ownSession(context: Readonly<RouterContextProvider>, back: string | null): SignedIn {
  const session = context.get(signedIn);
  if (!session) throw redirect(`${href("/sign-in")}${backQuery(back)}`, 303);
  return session;
}

function choiceOf(place: Place): Choice {
  const { practice, memberId, roles } = place;
  const hint = memberId ? `You work there: ${roles.join(", ")}.` : "You come as a client.";
  return { value: keyOf(place), label: practice, hint };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Where are you going?", page.frame.name) : "Where are you going?" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Standing({ loaderData: page, actionData }: Route.ComponentProps) {
  const { frame, choices, current, back } = page;
  if (choices.length === 0) return <Nowhere frame={frame} />;
  const error = actionData?.error;
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={href("/sign-in/standing")} noValidate>
        <PageHeading
          knot
          title="Where are you going?"
          lede={<p>You have more than one place here. Choose one; you can change it at any time.</p>}
        />
        <ErrorSummary problems={error ? [{ field: "place", message: error }] : []} />
        <HiddenFields values={{ back: back ?? undefined }} />
        <RadioGroup
          name="place"
          label="Your places"
          options={choices}
          value={current ?? undefined}
          error={error}
        />
        <div className="cluster">
          <Button busy="Opening…">Go there</Button>
          <ButtonLink kind="quiet" href={href("/sign-out")}>
            Sign out
          </ButtonLink>
        </div>
      </form>
    </Site>
  );
}

function Nowhere({ frame }: Pick<Awaited<ReturnType<typeof loader>>, "frame">) {
  return (
    <Site frame={frame}>
      <div className="stack">
        <PageHeading
          title="There is no place for you here"
          lede={
            <p>Nobody here works with your address any more. If that surprises you, please write to us.</p>
          }
        />
        <div className="cluster">
          <ButtonLink href={href("/contact")}>Contact</ButtonLink>
          <ButtonLink kind="quiet" href={href("/sign-out")}>
            Sign out
          </ButtonLink>
        </div>
      </div>
    </Site>
  );
}
