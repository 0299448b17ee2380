import { route } from "@react-router/dev/routes";

/** A client's own conversations: a part of routes.ts. */
export const clientMessages = [
  route("messages", "routes/client/messages/messages.tsx"),
  route("messages/:id", "routes/client/messages/thread.tsx"),
  route("messages/:id/stream", "routes/client/messages/stream.ts"),
  route("messages/:id/draft", "routes/client/messages/draft.tsx"),
  route("messages/:id/uploads", "routes/client/messages/uploads.ts"),
  route("messages/:id/uploads/:upload", "routes/client/messages/upload.ts"),
  route("messages/:id/taking-back", "routes/client/messages/taking-back.tsx"),
  route("messages/:id/apart", "routes/client/messages/apart.tsx"),
];

/** The same at work. */
export const practiceMessages = [
  route("messages", "routes/practice/messages/messages.tsx"),
  route("messages/:id", "routes/practice/messages/thread.tsx"),
  route("messages/:id/stream", "routes/practice/messages/stream.ts"),
  route("messages/:id/draft", "routes/practice/messages/draft.tsx"),
  route("messages/:id/uploads", "routes/practice/messages/uploads.ts"),
  route("messages/:id/uploads/:upload", "routes/practice/messages/upload.ts"),
  route("messages/:id/taking-back", "routes/practice/messages/taking-back.tsx"),
  route("messages/:id/apart", "routes/practice/messages/apart.tsx"),
  route("messages/:id/settled", "routes/practice/messages/settled.tsx"),
  route("clients/:id/messages", "routes/practice/messages/with-client.ts"),
];
