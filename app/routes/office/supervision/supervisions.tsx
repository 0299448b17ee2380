import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/tag.tsx";

type Pair = {
  id: string;
  supervisor: string;
  therapist: string;
  mustCoSign: boolean;
  from: string;
  until: string | null;
};

/** Who supervises whom now, each with the press that ends it. */
export function Supervisions({ pairs }: { pairs: readonly Pair[] }) {
  if (pairs.length === 0)
    return <p className="empty">Nobody supervises anybody yet. Each pair you agree on stands here.</p>;
  return (
    <ul className="ledger">
      {pairs.map(({ id, supervisor, therapist, mustCoSign, from, until }) => (
        <li key={id}>
          <h2>
            {supervisor} supervises {therapist}
          </h2>
          <div className="hint">
            <Tag kind={mustCoSign ? "info" : "plain"}>{mustCoSign ? "Co-signs" : "Reads"}</Tag>
          </div>
          <p className="hint">
            Since {from}
            {until && ` · ends ${until}`}
          </p>
          <form method="post" className="cluster" action={href("/office/supervision/:id/end", { id })}>
            <Button kind="quiet" small>
              End it
              <span className="sr-only">
                {" "}
                ({supervisor} and {therapist})
              </span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
