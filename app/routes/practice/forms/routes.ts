import { route } from "@react-router/dev/routes";

/** What clients are asked in writing, and what they answered: a part of routes.ts. */
export const askedForms = [
  route("intakes", "routes/practice/forms/intakes.tsx"),
  route("forms/:id", "routes/practice/forms/form.tsx"),
  route("forms/:id/form.pdf", "routes/practice/forms/copy.ts"),
  route("forms/:id/review", "routes/practice/forms/review.tsx"),
  route("forms/:id/withdrawal", "routes/practice/forms/withdrawal.tsx"),
  route("forms/:id/consent-withdrawal", "routes/practice/forms/consent-withdrawal.tsx"),
  route("settings/forms", "routes/practice/settings/forms.tsx"),
  route("clients/:id/progress", "routes/practice/forms/progress.tsx"),
  route("clients/:id/forms/new", "routes/practice/forms/new.tsx"),
];
