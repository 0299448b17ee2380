import { data, href, redirect } from "react-router";
import { z } from "zod";
import { deviceOf } from "#app/domain/identity/device.ts";
import { inventClients } from "#app/domain/setup/invent.ts";
import { type OpeningRefusal, openUp } from "#app/domain/setup/open.ts";
import { readForm } from "#app/http.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import { tick } from "#app/routes/form-fields.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { CheckboxField, HiddenFields } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/review";
import { stateOf, whole } from "./answers.ts";
import { setupOf } from "./door.ts";
import { openingOf } from "./opening.ts";
import { reviewed } from "./reviewed.ts";
import { placeOf, steps } from "./steps.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { setup, guess } = await setupOf(context, request);
  return {
    version: String(setup.version),
    missing: steps
      .filter(({ key }) => key !== "photo" && key !== "review" && stateOf(setup, key) === "open")
      .map(({ title, path }) => ({ title, path })),
    parts: reviewed(setup, guess),
  };
}

const schema = z.object({ version: z.string().max(12), practise: tick });

const saidKindly: Record<Exclude<OpeningRefusal, "taken">, string> = {
  changed_meanwhile:
    "Something was changed in another window meanwhile. This is how it stands now; look it over and open it then.",
};

export async function action({ context, request }: Route.ActionArgs) {
  const { house, setup } = await setupOf(context, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, practise: false }, { status: 422 });
  const { version, practise } = form.value;
  const all = whole(setup);
  if (!all)
    return data({ errors: { missing: "A step or two are still to be done." }, practise }, { status: 422 });
  const seen = { ...setup, version: Number(version) };
  const device = deviceOf(request.headers.get("user-agent"));
  const opened = await openUp(house, seen, openingOf(all), { device });
  if (!opened.ok) {
    if (opened.refusal === "taken") throw data(null, { status: 404 });
    return data({ errors: { missing: saidKindly[opened.refusal] }, practise }, { status: 409 });
  }
  const { entered, own, therapistId } = opened.value;
  // The practice stands whatever becomes of this: inventing people is no reason to lose it.
  if (practise) await inventClients(own, therapistId);
  const { appUrl } = house;
  const headers = new Headers([
    ["Set-Cookie", writeCookie("setup", "", { appUrl })],
    ["Set-Cookie", writeCookie("session", entered.token, { appUrl, keepSeconds: entered.keepSeconds })],
  ]);
  throw redirect(`${href("/sign-in/second-factor/set-up")}?back=${href("/practice/today")}`, {
    status: 303,
    headers,
  });
}

export function meta() {
  return [{ title: "Open the practice · Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Review({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const isReady = page.missing.length === 0;
  return (
    <div className="stack">
      <ErrorSummary problems={Object.values(errors).map((message) => ({ field: "missing", message }))} />
      <PageHeading
        knot
        eyebrow={`Step ${placeOf("review").number} of ${steps.length}`}
        title={isReady ? "Everything is there" : "Almost there"}
        lede={
          <p>
            {isReady
              ? "Look it over. When you open the practice, people can find it and book a first call."
              : "Some of it is still to be done before people can come."}
          </p>
        }
      />
      <div id="missing" tabIndex={-1}>
        {page.missing.length > 0 && (
          <ul className="cluster">
            {page.missing.map(({ title, path }) => (
              <li key={path}>
                <ButtonLink kind="quiet" small href={path}>
                  {`Go to “${title}”`}
                </ButtonLink>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        {page.parts.map(({ title, path, facts }) => (
          <section key={path} className="reviewed" aria-labelledby={`of-${path.split("/").at(-1)}`}>
            <header>
              <h2 id={`of-${path.split("/").at(-1)}`}>{title}</h2>
              <a href={path}>
                Change<span className="sr-only"> {title}</span>
              </a>
            </header>
            <Facts facts={facts} />
          </section>
        ))}
      </div>
      <form className="stack" method="post" action={href("/setup/review")}>
        <HiddenFields values={{ version: page.version }} />
        <CheckboxField
          name="practise"
          label="Invent six clients for me to practise with"
          hint="They have no address, so nobody is written to. They are marked as invented wherever they stand, and go in one press."
          required={false}
          checked={actionData?.practise ?? false}
        />
        <div className="cluster">
          {isReady && <Button busy="Opening…">Open the practice</Button>}
          <ButtonLink kind="quiet" href={`${href("/setup/preview")}?from=review`}>
            See what clients see
          </ButtonLink>
          <ButtonLink kind="quiet" href={href("/setup/photo")}>
            Back
          </ButtonLink>
        </div>
        <p className="hint">
          Next comes your second step: an authenticator app or a passkey beside the letter, since other
          people’s lives are kept here.
        </p>
      </form>
    </div>
  );
}
