import { href } from "react-router";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";

type ListsProps = {
  asked: { clientId: string; clientName: string; askedBy: string; on: string; isAnswered: boolean }[];
  due: { clientId: string; name: string; last: string }[];
  erased: { id: string; on: string; by: string | null; reason: string | null }[];
};

const pageOf = (id: string) => href("/office/erasures/:id", { id });

/** Who asked to be erased, whose time has come, and what was erased. */
export function Lists({ asked, due, erased }: ListsProps) {
  return (
    <>
      <Section title="Asked for">
        {asked.length === 0 ? (
          <p className="empty">Nobody asks to be erased.</p>
        ) : (
          <Ledger
            rows={asked.map(({ clientId, clientName, askedBy, on, isAnswered }) => ({
              title: clientName,
              href: pageOf(clientId),
              text: `${askedBy} asked on ${on}.`,
              aside: (
                <Tag kind={isAnswered ? "plain" : "wait"}>{isAnswered ? "Kept for now" : "To answer"}</Tag>
              ),
            }))}
          />
        )}
      </Section>
      <Section title="Kept long enough">
        {due.length === 0 ? (
          <p className="empty">No record has been kept longer than it has to be.</p>
        ) : (
          <Ledger
            rows={due.map(({ clientId, name, last }) => ({
              title: name,
              href: pageOf(clientId),
              text: `Last session on ${last}.`,
            }))}
          />
        )}
      </Section>
      {erased.length > 0 && (
        <Section title="Erased">
          <Ledger
            rows={erased.map(({ id, on, by, reason }) => ({
              id,
              title: on,
              text: [by && `By ${by}.`, reason && `Before its time: ${reason}`].filter(Boolean).join(" "),
            }))}
          />
        </Section>
      )}
    </>
  );
}
