import { href, Outlet, useLocation } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Shell } from "#app/ui/shell.tsx";
import type { Frame } from "./frame.ts";

/** Which way a page belongs to whose address begins otherwise. */
const belonging = [
  [href("/office/imports"), href("/practice/clients")],
  [href("/office/erasures"), href("/practice/settings")],
  [href("/office/forms"), href("/practice/settings")],
  [href("/office/supervision"), href("/practice/settings")],
  [href("/office/codes"), href("/practice/settings")],
  ["/practice/forms", href("/practice/intakes")],
  [href("/practice/invoices"), href("/practice/billing")],
] as const;

/** The shell of a practice's own side with the page in it; the way somebody is on is marked. */
export function FramePage({ name, nav, hasOtherPlaces, open }: Frame) {
  const asked = useLocation().pathname;
  const [, belongs] = belonging.find(([elsewhere]) => asked.startsWith(elsewhere)) ?? [];
  const pathname = belongs ?? asked;
  return (
    <>
      <Shell
        name={name}
        nav={nav.map((link) => ({
          ...link,
          current: pathname === link.href || pathname.startsWith(`${link.href}/`),
        }))}
        foot={
          <>
            {hasOtherPlaces && <a href={href("/sign-in/standing")}>Change place</a>}
            <form method="post" action={href("/sign-out")}>
              <button type="submit">Sign out</button>
            </form>
          </>
        }
      >
        {open.map((one) => (
          <OpenRecord key={one.clientId} one={one} />
        ))}
        <Outlet />
      </Shell>
      <script type="module" src="/practice.js" />
    </>
  );
}

/** That a record stands open because the glass was broken: on every page, until it is shut or its hour is over. */
function OpenRecord({ one: { clientId: id, clientName, until } }: { one: Frame["open"][number] }) {
  return (
    <div className="open-record">
      <Notice kind="danger">
        <form
          className="cluster"
          method="post"
          action={href("/practice/clients/:id/break-glass/end", { id })}
        >
          <p>
            The private record of <a href={href("/practice/clients/:id", { id })}>{clientName}</a> is open to
            you until <span className="time">{until}</span>. What you read is written down.
          </p>
          <Button kind="quiet" small busy="Shutting…">
            Shut it now
          </Button>
        </form>
      </Notice>
    </div>
  );
}
