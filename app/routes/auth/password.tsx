import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from "react-router";
import { z } from "zod";
import { isDevelopment } from "#app/context.ts";
import { findByAddress } from "#app/domain/identity/know.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { houseOf, readForm } from "#app/http.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { arrive, welcome } from "./arrive.ts";
import { frontFrame, frontHeaders } from "./front.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** On one's own machine anybody of the seed comes in with this word. In a build there is no such address. */
const password = "selvage";
const schema = z.object({ email: wish.email, password: z.literal(password) });

const unfit = "Nobody here has this address, or that isn’t the word.";

export async function loader({ context }: LoaderFunctionArgs) {
  insistOnDevelopment(context);
  return { frame: await frontFrame(context) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  insistOnDevelopment(context);
  const form = await readForm(request, schema);
  const person = form.ok ? await findByAddress(houseOf(context), form.value.email) : null;
  const entered = person && (await arrive(context, request, { userId: person.userId, isOwnDevice: false }));
  if (entered?.ok) throw welcome(context, entered.value, null);
  return data({ error: unfit }, { status: 422 });
}

function insistOnDevelopment(context: LoaderFunctionArgs["context"]): void {
  if (!context.get(isDevelopment)) throw data(null, { status: 404 });
}

export const headers = frontHeaders;

export default function Password() {
  const { frame } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action="/sign-in/password" noValidate>
        <PageHeading
          title="Sign in without a letter"
          lede={<p>Only in development: any address of the seed, and the word in this route’s source.</p>}
        />
        <ErrorSummary problems={error ? [{ field: "email", message: error }] : []} />
        <TextField name="email" type="email" label="Email" autoComplete="email" error={error} />
        <TextField name="password" label="Word" autoComplete="off" />
        <Button>Sign in</Button>
      </form>
    </Site>
  );
}
