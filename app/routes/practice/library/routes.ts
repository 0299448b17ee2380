import { route } from "@react-router/dev/routes";

/** What a practice gives to listen to, read and work with: a part of routes.ts. */
export const library = [
  route("library", "routes/practice/library/library.tsx"),
  route("library/new", "routes/practice/library/new.tsx"),
  route("library/uploads", "routes/practice/library/uploads.ts"),
  route("library/uploads/:id", "routes/practice/library/upload.ts"),
  route("library/:item", "routes/practice/library/item.tsx"),
  route("library/:item/giving", "routes/practice/library/giving.tsx"),
  route("library/:item/taking-back", "routes/practice/library/taking-back.tsx"),
  route("library/:item/everybody", "routes/practice/library/everybody.tsx"),
  route("library/:item/putting-away", "routes/practice/library/putting-away.tsx"),
];
