import { href } from "react-router";

const pages = [
  { label: "To be paid", href: href("/practice/billing") },
  { label: "Month and papers", href: href("/practice/invoices") },
  { label: "Asked back", href: href("/practice/billing/disputes") },
];

/** The pages about money, beside each other. */
export function MoneyShelves({ current }: { current: string }) {
  return (
    <nav aria-label="Money">
      <ul className="shelves">
        {pages.map((page) => (
          <li key={page.href}>
            <a href={page.href} aria-current={page.href === current ? "page" : undefined}>
              {page.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
