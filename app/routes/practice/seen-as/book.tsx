import { choicesOf } from "#app/routes/client/book-of.ts";
import { BookPage } from "#app/routes/client/book-page.tsx";
import type { Route } from "./+types/book";
import { lookingAs } from "./looking.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ context, params }: Route.LoaderArgs) {
  return lookingAs(context, params, ({ ctx }) => choicesOf(ctx));
}

export function meta() {
  return [{ title: "What they can book" }, { name: "robots", content: "noindex" }];
}

export default function Book({ loaderData }: Route.ComponentProps) {
  return <BookPage page={loaderData} />;
}
