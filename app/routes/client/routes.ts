import { route } from "@react-router/dev/routes";
import { clientForms } from "./forms/routes.ts";

/** Where a client books, and what they are asked in writing: a part of routes.ts. */
export const clientBooks = [
  route("book", "routes/client/book.tsx"),
  route("book/:therapist/:type", "routes/client/times.tsx"),
  route("book/:therapist/:type/price", "routes/client/price.tsx"),
  route("book/:therapist/:type/series", "routes/client/series-new.tsx"),
  ...clientForms,
  route("series/:id", "routes/client/series.tsx"),
  route("series/:id/move", "routes/client/series-move.tsx"),
  route("series/:id/cancellation", "routes/client/series-cancellation.tsx"),
];
