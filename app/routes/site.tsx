import type { ReactNode } from "react";
import { href, useLocation, useRouteLoaderData } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { SitePage } from "#app/ui/site-page.tsx";

/** Where "Leave this page" goes: the weather, which nobody asks about. */
export const elsewhere = "https://www.bbc.co.uk/weather";

type SiteProps = {
  frame: Frame;
  /** Where booking begins; without it nothing is offered. */
  bookHref?: string | undefined;
  /** Show the way out of a page somebody may not want to be seen on. */
  canLeave?: boolean;
  thread?: "loose";
  children: ReactNode;
};

/** A page of a practice's site: its name, its ways, its help line, whatever stands between. */
export function Site({ frame, bookHref = bookingOf(frame), canLeave = false, thread, children }: SiteProps) {
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { visiting } = frame;
  const ownPages = [
    { label: "How it works", href: "/#how" },
    ...(frame.isGroup ? [{ label: "Therapists", href: href("/therapists") }] : []),
    { label: "Fees", href: href("/fees") },
    { label: "Contact", href: href("/contact") },
    root?.ownPage ? { label: "Your page", href: root.ownPage } : { label: "Sign in", href: href("/sign-in") },
  ];
  return (
    <SitePage
      wordmark={{
        name: frame.name,
        href: visiting ? href("/therapists/:slug", { slug: visiting.therapist }) : href("/"),
      }}
      nav={(visiting ? [] : ownPages).map((link) => ({ ...link, current: link.href === pathname }))}
      bookHref={bookHref}
      exitHref={canLeave ? elsewhere : undefined}
      help={{ ...frame.help, otherHref: href("/help-now") }}
      footer={footerOf(frame, { label: "What this is not", href: href("/what-this-is-not") })}
      theme={{ current: root?.theme ?? "device", back: `${pathname}${search}` }}
      thread={thread}
    >
      {children}
    </SitePage>
  );
}

/** The foot of a practice's pages: who they are, what they promise, and one more link that belongs to the side one is on. */
export function footerOf(frame: Frame, last: { label: string; href: string }) {
  return {
    line: `${frame.name}, ${frame.strapline}. No cookies for advertising, ever.`,
    links: [
      { label: "Privacy", href: policyHref(frame, "privacy") },
      { label: "Terms", href: policyHref(frame, "terms") },
      { label: "Accessibility", href: href("/accessibility") },
      last,
    ],
  };
}

/** A text of the practice whose page this is; at `/` stands the home practice's. */
export function policyHref({ policiesOf }: Frame, kind: "privacy" | "terms"): string {
  const path = kind === "privacy" ? href("/privacy") : href("/terms");
  return policiesOf ? `${path}?of=${policiesOf}` : path;
}

function bookingOf({ visiting }: Frame): string {
  return visiting ? href("/book/:therapist", visiting) : href("/book");
}
