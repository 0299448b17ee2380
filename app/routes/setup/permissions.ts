import type { Operation } from "#app/permissions.ts";

const page = { by: "setup", see: true } as const;
const form = { by: "setup", see: true, change: true } as const;

/** Who may ask what while nobody has this deployment yet: a part of permissions.ts. */
export const settingUp: Record<string, Operation> = {
  "routes/setup/begin.tsx": form,
  "routes/setup/setup.tsx": page,
  "routes/setup/you.tsx": form,
  "routes/setup/practice.tsx": form,
  "routes/setup/sessions.tsx": form,
  "routes/setup/hours.tsx": form,
  "routes/setup/terms.tsx": form,
  "routes/setup/words.tsx": form,
  "routes/setup/photo.tsx": form,
  "routes/setup/review.tsx": form,
  "routes/setup/preview.tsx": page,
  "routes/setup/preview-home.tsx": page,
  "routes/setup/preview-profile.tsx": page,
  "routes/setup/preview-times.tsx": page,
  "routes/setup/preview-photo.ts": page,
};
