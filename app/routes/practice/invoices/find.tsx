import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";

/** Look for a paper by its number or by who it was made out to, in all months. */
export function PaperSearch({ month, words }: { month: string; words: string }) {
  const all = `${href("/practice/invoices")}?${new URLSearchParams({ month })}`;
  return (
    <search>
      <form className="when-fields" method="get" action={`${href("/practice/invoices")}#papers`}>
        <input type="hidden" name="month" value={month} />
        <TextField
          name="q"
          type="search"
          label="Number or name"
          required={false}
          narrows
          maxLength={80}
          value={words}
        />
        <Button kind="quiet">Find</Button>
        {words && <a href={all}>All of the month</a>}
      </form>
    </search>
  );
}

/** Papers and payments of a range of days, as files a spreadsheet opens. */
export function FileForms({ first, last }: { first: string; last: string }) {
  return (
    <form className="when-fields" method="get" action={href("/practice/invoices/papers.csv")}>
      <TextField name="from" type="date" label="From" value={first} />
      <TextField name="until" type="date" label="Until, included" value={last} />
      <Button kind="quiet">Papers (CSV)</Button>
      <button
        className="btn"
        data-kind="quiet"
        type="submit"
        formAction={href("/practice/invoices/payments.csv")}
      >
        Payments (CSV)
      </button>
    </form>
  );
}
