import { href } from "react-router";
import type { Notice } from "#app/domain/notifications/notices.ts";
import { noticeInWords, outOfSight } from "#app/routes/notices/words.ts";
import { ago } from "#app/routes/practice/in-words.ts";

/** What a member was told and has not read, in words; `until` is the newest of it, epoch milliseconds. */
export function newsInWords(
  notices: Notice[],
  unread: number,
  { now, ...clock }: { zone: string; locale: string; now: number },
) {
  return {
    lines: notices.map((notice) => {
      const said = noticeInWords(notice, clock);
      const since = ago(notice.createdAt.getTime(), now);
      return {
        id: notice.id,
        title: said?.title ?? outOfSight,
        href: said ? href("/practice/notices/:id", { id: notice.id }) : undefined,
        aside: [said?.about, since].filter(Boolean).join(" · "),
      };
    }),
    more: unread - notices.length,
    until: notices[0]?.createdAt.getTime() ?? 0,
  };
}
