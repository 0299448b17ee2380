import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { NoticeList } from "./list.ts";

type NoticeDaysProps = {
  page: NoticeList;
  /** The list's own address, that which marks all as read, and that of the preferences. */
  self: string;
  readAll: string;
  preferences: string;
  /** Where one notice is opened. */
  open: (id: string) => string;
};

/** Somebody's notices, the newest first, by the days they were told. */
export function NoticeDays({ page, self, readAll, preferences, open }: NoticeDaysProps) {
  const { days, more, unread, onlyUnread, isEarlier, until } = page;
  const unreadOnly = `${self}?show=unread`;
  const unreadWords = `Not read yet (${unread})`;
  return (
    <>
      <div className="stack">
        <nav aria-label="Which notices">
          <ul className="cluster">
            <li>{onlyUnread ? <a href={self}>All</a> : <strong aria-current="page">All</strong>}</li>
            <li>
              {onlyUnread ? (
                <strong aria-current="page">{unreadWords}</strong>
              ) : (
                <a href={unreadOnly}>{unreadWords}</a>
              )}
            </li>
          </ul>
        </nav>
        {unread > 0 && (
          <form method="post" action={readAll}>
            <HiddenFields values={{ until: String(until) }} />
            <Button kind="quiet" small>
              Mark all as read
            </Button>
          </form>
        )}
        {days.length === 0 && <p>{nothing({ onlyUnread, isEarlier })}</p>}
      </div>
      {days.map(({ title, lines }) => (
        <Section key={title} title={title}>
          <Ledger
            rows={lines.map(({ id, title, about, leads, at, isRead }) => ({
              title,
              href: leads ? open(id) : undefined,
              text: about,
              aside: (
                <>
                  {!isRead && <Tag kind="info">New</Tag>} <span className="time">{at}</span>
                </>
              ),
            }))}
          />
        </Section>
      ))}
      <p className="cluster mt-6">
        {more && <a href={`${self}?${onlyUnread ? "show=unread&" : ""}before=${more}`}>Earlier notices</a>}
        {isEarlier && <a href={onlyUnread ? unreadOnly : self}>Back to the latest</a>}
        <a href={preferences}>What you hear about, and how</a>
      </p>
    </>
  );
}

function nothing({ onlyUnread, isEarlier }: Pick<NoticeList, "onlyUnread" | "isEarlier">): string {
  if (isEarlier) return "Nothing earlier than that.";
  return onlyUnread
    ? "You’ve read everything."
    : "Nothing has happened that you’d need to be told. When it does, it stands here.";
}
