export type FieldProblem = { field: string; message: string };

type ErrorSummaryProps = { problems: readonly FieldProblem[]; title?: string | undefined };

/**
 * What to put right, each line a link to its field (whose id is the field's name). Read out and focused when the page
 * opens; nothing at all when there is nothing wrong.
 */
export function ErrorSummary({ problems, title = "Please check this first" }: ErrorSummaryProps) {
  if (problems.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{title}</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
