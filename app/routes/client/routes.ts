import { route } from "@react-router/dev/routes";

/** Where a client books: a part of routes.ts. */
export const clientBooks = [
  route("book", "routes/client/book.tsx"),
  route("book/:therapist/:type", "routes/client/times.tsx"),
  route("book/:therapist/:type/price", "routes/client/price.tsx"),
  route("book/:therapist/:type/series", "routes/client/series-new.tsx"),
];
