import type { FieldErrors } from "#app/http.ts";

/** What is wrong, as the summary on top of a form lists it. */
export function problemsOf(errors: FieldErrors | undefined) {
  return Object.entries(errors ?? {}).map(([field, message]) => ({ field, message }));
}
