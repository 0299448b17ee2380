import { data, href, redirect, useRouteLoaderData } from "react-router";
import { z } from "zod";
import { visitor } from "#app/context.ts";
import { openByCode } from "#app/domain/setup/code.ts";
import { readForm } from "#app/http.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import styles from "#app/styles/setup.css?url";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SetupFrame } from "#app/ui/setup-frame.tsx";
import type { Route } from "./+types/begin";
import { nextStep } from "./answers.ts";
import { keepSeconds, setupHeaders, setupIn, whileFree } from "./door.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const headers = setupHeaders;

/** Looks and never uses: whatever fetches pages ahead of people does not spend the code. */
export async function loader({ context, request }: Route.LoaderArgs) {
  await whileFree(context);
  const setup = await setupIn(context, request);
  if (setup) throw redirect(nextStep(setup).path, 303);
  return { code: (new URL(request.url).searchParams.get("code") ?? "").slice(0, 60) };
}

const schema = z.object({
  code: z.string({ error: "The code, please." }).trim().min(1, "The code, please.").max(60),
});

const wrong = "This code doesn’t open anything. It works once; starting the server again prints a new one.";

export async function action({ context, request }: Route.ActionArgs) {
  const house = await whileFree(context);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, code: form.typed.code ?? "" }, { status: 422 });
  const { code } = form.value;
  const opened = await openByCode(house, { code, network: context.get(visitor).address });
  if (opened.ok) {
    const { appUrl } = house;
    const cookie = writeCookie("setup", opened.value.token, { appUrl, keepSeconds });
    throw redirect(href("/setup"), { status: 303, headers: { "Set-Cookie": cookie } });
  }
  if (opened.refusal === "taken") throw data(null, { status: 404 });
  if (opened.refusal === "paused") throw data(null, { status: 429 });
  return data({ errors: { code: wrong }, code }, { status: 422 });
}

export function meta() {
  return [{ title: "Setting up" }, { name: "robots", content: "noindex" }];
}

export default function Begin({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const code = actionData?.code ?? page.code;
  return (
    <SetupFrame
      name="Your practice"
      steps={[]}
      theme={{ current: root?.theme ?? "device", back: href("/setup") }}
    >
      <form className="stack" method="post" action={href("/setup")} noValidate>
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        <PageHeading
          knot
          title="Set up your practice"
          lede={
            <p>
              Eight short steps, about five minutes. Nobody sees anything before you open it, you can stop at
              any time, and everything can be changed afterwards.
            </p>
          }
        />
        <TextField
          name="code"
          label="Your code"
          hint="It was printed where the server was started, and it works once. Afterwards this browser knows you."
          maxLength={60}
          spellCheck={false}
          autoComplete="off"
          value={code}
          error={errors.code}
        />
        <Button busy="Opening…">Begin</Button>
      </form>
    </SetupFrame>
  );
}
