import type { FieldErrors } from "#app/http.ts";
import type { FieldProblem } from "#app/ui/error-summary.tsx";

/** What is wrong, for the summary above a form; what is wrong with no field leads to its top. */
export function problemsOf(errors: FieldErrors): FieldProblem[] {
  return Object.entries(errors).map(([field, message]) => ({
    field: field === "form" ? "main" : field,
    message,
  }));
}
