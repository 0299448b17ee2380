import { data, href, redirect } from "react-router";
import { z } from "zod";
import type { PolicyKind } from "#app/db/schema/practices.ts";
import { type PolicyRefusal, publishPolicy } from "#app/domain/practices/publish-policy.ts";
import { currentPolicy, ownPractice } from "#app/domain/practices/queries.ts";
import { policyName, policyText, policyVersion } from "#app/domain/site/policies.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { keeping, lines } from "../typed-fields.ts";
import type { Route } from "./+types/policy";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const pages = { privacy: "/privacy", terms: "/terms", accessibility: "/accessibility" } as const;

function kindOf(text: string): PolicyKind {
  return orNotFound((Object.keys(pages) as PolicyKind[]).find((kind) => kind === text));
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "practice.change");
  const kind = kindOf(params.kind);
  const [practice, current] = await Promise.all([ownPractice(ctx), currentPolicy(ctx, kind)]);
  const facts = { practice: practice.name, email: practice.email, country: practice.country };
  return {
    kind,
    name: policyName[kind],
    body: current?.body ?? policyText(kind, facts),
    version: current?.version ?? policyVersion,
    instead: current?.version ?? "",
    page: practice.isHome ? pages[kind] : `${pages[kind]}?of=${practice.slug}`,
    isNew: new URL(request.url).searchParams.get("news") === "published",
  };
}

const schema = z.object({
  body: lines(40_000).pipe(z.string().min(1, "A text has to say something.")),
  instead: z.string().max(60).default(""),
});

const saidKindly: Record<PolicyRefusal, { status: number; message: string }> = {
  same_words: { status: 422, message: "Nothing is different, so there is nothing to publish." },
  changed_meanwhile: {
    status: 409,
    message:
      "A newer version was published while you were writing. What you wrote is still here. Look at the one in force, then publish again.",
  },
};

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const kind = kindOf(params.kind);
  const form = await readForm(request, keeping(schema));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const policy = { kind, body: value.body, instead: value.instead || null };
  const published = orNotFound(await publishPolicy(ctx, policy));
  if (published.ok)
    throw redirect(`${href("/practice/settings/policies/:kind", { kind })}?news=published`, 303);
  const { status, message } = saidKindly[published.refusal];
  return data({ errors: { body: message }, typed }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Settings" }, { name: "robots", content: "noindex" }];
}

export default function Policy({ loaderData: page, actionData }: Route.ComponentProps) {
  const errors: Record<string, string> = actionData?.errors ?? {};
  const typed: Record<string, string> = actionData?.typed ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title={page.name}
        lede={
          <p>
            Version {page.version} is in force. Publishing makes a new one, from that moment on; whoever
            agreed to an earlier one keeps it for what they booked.{" "}
            <a href={page.page}>See it as clients do</a>
          </p>
        }
      />
      <form
        className="stack"
        method="post"
        action={href("/practice/settings/policies/:kind", { kind: page.kind })}
        noValidate
      >
        {page.isNew && !actionData && (
          <Notice kind="ok" flash>
            <p>Published. It is in force now.</p>
          </Notice>
        )}
        <ErrorSummary problems={problems} title="Not published yet" />
        <HiddenFields values={{ instead: page.instead }} />
        <div className="written">
          <TextArea
            name="body"
            label="The text"
            hint="Written in Markdown: # begins a heading, - a list, **two stars** make bold."
            rows={24}
            maxLength={40_000}
            value={typed.body ?? page.body}
            error={errors.body}
          />
        </div>
        <div className="cluster">
          <Button busy="Publishing…">Publish this version</Button>
          <ButtonLink kind="quiet" href={href("/practice/settings")}>
            Leave it as it is
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
