import { asClient } from "#app/http.ts";
import type { Route } from "./+types/book";
import { choicesOf } from "./book-of.ts";
import { BookPage } from "./book-page.tsx";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ context }: Route.LoaderArgs) {
  return choicesOf(asClient(context));
}

export function meta() {
  return [{ title: "Book a time" }, { name: "robots", content: "noindex" }];
}

export default function Book({ loaderData }: Route.ComponentProps) {
  return <BookPage page={loaderData} />;
}
