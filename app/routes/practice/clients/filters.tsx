export type FilterGroup = {
  name: string;
  label: string;
  current: string | null;
  /** The same page without this filter. */
  none: string;
  choices: { value: string; label: string; href: string }[];
};

/** What a list can be narrowed to, each choice a link to the narrowed page. */
export function Filters({ groups }: { groups: readonly FilterGroup[] }) {
  return (
    <nav className="filters" aria-label="Show only">
      {groups.map(({ name, label, current, none, choices }) => (
        <div key={name}>
          <p className="eyebrow" id={`filter-${name}`}>
            {label}
          </p>
          <ul aria-labelledby={`filter-${name}`}>
            <li>
              <a href={none} aria-current={current === null ? "true" : undefined}>
                All
              </a>
            </li>
            {choices.map((choice) => (
              <li key={choice.value}>
                <a href={choice.href} aria-current={choice.value === current ? "true" : undefined}>
                  {choice.label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
