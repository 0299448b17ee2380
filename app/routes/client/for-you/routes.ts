import { route } from "@react-router/dev/routes";

/** What a client was given: a part of routes.ts. */
export const forYou = [
  route("for-you", "routes/client/for-you/for-you.tsx"),
  route("for-you/:item", "routes/client/for-you/item.tsx"),
  route("for-you/:item/place", "routes/client/for-you/place.ts"),
];
