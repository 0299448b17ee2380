import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import type { Page } from "./tax.tsx";

type Rule = Page["rules"][number];

/** The rules there are, each with the press that removes it. */
export function RuleList({ rules }: { rules: readonly Rule[] }) {
  if (rules.length === 0)
    return <p>There is no rule yet, so papers name no tax: neither a rate nor a reason why there is none.</p>;
  return (
    <Ledger
      level={2}
      rows={rules.map((rule) => ({
        id: rule.id,
        title: rule.whose,
        text: inWords(rule),
        aside: (
          <form method="post" action={href("/practice/settings/tax/removal")}>
            <HiddenFields values={{ therapist: rule.therapist ?? "", type: rule.type ?? "" }} />
            <Button kind="quiet" small busy="Removing…">
              Remove<span className="sr-only"> the rule for {rule.whose}</span>
            </Button>
          </form>
        ),
      }))}
    />
  );
}

function inWords({ treatment, rate, reason }: Rule): string {
  if (treatment === "rate") return [`${rate} % in the price`, reason].filter(Boolean).join(". ");
  const why = treatment === "exempt" ? "Exempt" : "Outside tax";
  return reason ? `${why}: “${reason}”` : why;
}
