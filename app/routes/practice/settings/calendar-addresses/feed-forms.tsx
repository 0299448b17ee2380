import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import type { Page } from "./calendar-addresses.tsx";

/** The address of one's own appointments: made, shown, made anew and ended. */
export function FeedForms({ feed }: { feed: Page["feed"] }) {
  if (!feed)
    return (
      <form className="stack" method="post" action={href("/practice/settings/calendar-addresses/feed")}>
        <p>
          A private address that calendar programs read by themselves. It says “Busy” and when, with a link to
          the booking for whoever may see it here: no name, and not what kind of session it is.
        </p>
        <Button kind="quiet" busy="Making…">
          Make a private address
        </Button>
      </form>
    );
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="feed">Your private address</label>
        <p className="hint" id="feed-hint">
          Copy it into your calendar program as a subscription. Whoever has it sees when you work, so treat it
          like a key.
        </p>
        <input className="input" id="feed" aria-describedby="feed-hint" readOnly value={feed.url} />
      </div>
      <p>
        <a href={feed.url.replace(/^https?:/, "webcal:")}>Subscribe on this device</a>
      </p>
      <Facts
        facts={[
          { term: "Made", value: feed.made },
          { term: "Last read", value: feed.read ?? "Not yet" },
        ]}
      />
      <p className="hint">
        Did somebody see it who shouldn’t have? Make another, and this one is dead at once; your programs then
        need the new one.
      </p>
      <form className="cluster" method="post" action={href("/practice/settings/calendar-addresses/feed")}>
        <Button kind="quiet" busy="Making…">
          Make another address
        </Button>
        <Button
          kind="quiet"
          busy="Ending…"
          formAction={href("/practice/settings/calendar-addresses/feed/ending")}
        >
          End it
        </Button>
      </form>
    </div>
  );
}
