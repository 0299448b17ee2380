import { createContext, type ReactNode, useContext } from "react";
import { ButtonLink } from "#app/ui/button.tsx";
import type { LedgerRow } from "#app/ui/ledger.tsx";

/** Where a way of a client's pages leads for whoever reads them; null where it leads nowhere. */
type Follow = (path: string) => string | null;

const Ways = createContext<Follow>((path) => path);

/** The pages that can be looked at through somebody's eyes; whatever else a page links to is there to be seen only. */
const seen = /^\/client((?:\/sessions(?:\/[0-9a-f-]{36})?|\/book|\/account)?(?:\?.*)?)$/;

/** A client's pages as somebody else looks at them: ways lead to the same pages under `base`, or nowhere. */
export function LookedAt({ base, children }: { base: string; children: ReactNode }) {
  return <Ways value={(path) => seenAt(base, path)}>{children}</Ways>;
}

/** Where a client's own address is found under another, or null. */
export function seenAt(base: string, path: string): string | null {
  const rest = seen.exec(path)?.[1];
  return rest === undefined ? null : `${base}${rest}`;
}

/** Whether these pages are only looked at. */
export function useIsLook(): boolean {
  return useContext(Ways)("/client") !== "/client";
}

type OwnButtonProps = {
  href: string;
  children: ReactNode;
  kind?: "primary" | "quiet";
  download?: string;
};

/** A link that looks like a button, to a page of a client's own. */
export function OwnButton({ href, children, kind = "primary", download }: OwnButtonProps) {
  const to = useContext(Ways)(href);
  if (to !== null)
    return (
      <ButtonLink kind={kind} href={to} download={download}>
        {children}
      </ButtonLink>
    );
  return (
    <button type="button" className="btn" data-kind={kind} disabled>
      {children}
    </button>
  );
}

/** A link in a sentence, to a page of a client's own. */
export function OwnLink({ href, children }: { href: string; children: ReactNode }) {
  const to = useContext(Ways)(href);
  return to === null ? <span>{children}</span> : <a href={to}>{children}</a>;
}

/** Rows whose titles lead to pages of a client's own. */
export function useOwnRows(rows: readonly LedgerRow[]): LedgerRow[] {
  const follow = useContext(Ways);
  return rows.map((row) => ({ ...row, href: (row.href && follow(row.href)) || undefined }));
}
