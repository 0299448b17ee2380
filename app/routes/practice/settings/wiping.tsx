import { href, redirect } from "react-router";
import { inventedWithin } from "#app/domain/clients/wipe.ts";
import { wipeInvented } from "#app/domain/setup/wipe.ts";
import { asMember } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/wiping";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  return { names: (await inventedWithin(ctx)).map(({ name }) => name) };
}

export async function action({ context }: Route.ActionArgs) {
  await wipeInvented(asMember(context, "care.decide"));
  throw redirect(`${href("/practice/settings/practising")}?news=wiped`, 303);
}

export function meta() {
  return [{ title: "Wipe the invented clients" }, { name: "robots", content: "noindex" }];
}

export default function Wiping({ loaderData: { names } }: Route.ComponentProps) {
  const many = names.length === 1 ? "one invented client goes" : `${names.length} invented clients go`;
  return (
    <>
      <WorkHeading
        title="Wipe the invented clients?"
        lede={
          <p>
            {names.length === 0
              ? "There are none any more."
              : `${many}, with every session and word of theirs, for good. Their times are free again. Nothing of anybody real changes.`}
          </p>
        }
      />
      <form className="stack" method="post" action={href("/practice/settings/practising/wiping")}>
        {names.length > 0 && (
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        <div className="cluster">
          {names.length > 0 && (
            <Button kind="danger" busy="Wiping…">
              Wipe them
            </Button>
          )}
          <ButtonLink kind="quiet" href={href("/practice/settings/practising")}>
            {names.length > 0 ? "Keep them" : "Back"}
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
