import { route } from "@react-router/dev/routes";

/** What a client is asked in writing: a part of routes.ts. */
export const clientForms = [
  route("forms", "routes/client/forms/forms.tsx"),
  route("progress", "routes/client/forms/progress.tsx"),
  route("forms/:id", "routes/client/forms/form.tsx"),
  route("forms/:id/form.pdf", "routes/client/forms/copy.ts"),
  route("forms/:id/signature", "routes/client/forms/signature.tsx"),
  route("forms/:id/withdrawal", "routes/client/forms/withdrawal.tsx"),
];
