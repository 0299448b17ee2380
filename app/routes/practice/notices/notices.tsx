import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember } from "#app/http.ts";
import { noticeList } from "#app/routes/notices/list.ts";
import { NoticeDays } from "#app/routes/notices/notice-days.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/notices";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "security.own");
  const { zone, locale } = await ownPractice(ctx);
  return noticeList(ctx, new URL(request.url).searchParams, { zone, chosen: null, locale });
}

export function meta() {
  return [{ title: "Notices" }, { name: "robots", content: "noindex" }];
}

export default function Notices({ loaderData: page }: Route.ComponentProps) {
  return (
    <div data-live>
      <WorkHeading title="Notices" />
      <NoticeDays
        page={page}
        self={href("/practice/notices")}
        readAll={href("/practice/notices/read")}
        preferences={href("/practice/settings/notices")}
        open={(id) => href("/practice/notices/:id", { id })}
      />
    </div>
  );
}
