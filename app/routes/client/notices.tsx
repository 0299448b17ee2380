import { href } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { noticeList } from "#app/routes/notices/list.ts";
import { NoticeDays } from "#app/routes/notices/notice-days.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/notices";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, zone } = whoIsHere(context);
  const practice = await ownPractice(ctx);
  const { searchParams } = new URL(request.url);
  const { locale } = practice;
  return noticeList(ctx, searchParams, { zone: zone ?? practice.zone, chosen: zone, locale });
}

export function meta() {
  return [{ title: "Notices" }, { name: "robots", content: "noindex" }];
}

export default function Notices({ loaderData: page }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        knot
        title="Notices"
        lede={<p>What somebody else changed about your sessions, and what is kept for you.</p>}
      />
      <NoticeDays
        page={page}
        self={href("/client/notices")}
        readAll={href("/client/notices/read")}
        preferences={href("/client/account/notices")}
        open={(id) => href("/client/notices/:id", { id })}
      />
    </>
  );
}
