import { frameOf, homeSite } from "#app/domain/site/queries.ts";
import { houseOf, openOrNotYet } from "#app/http.ts";
import { pageTitle, seo } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/contact";

export async function loader({ context }: Route.LoaderArgs) {
  const house = houseOf(context);
  const site = openOrNotYet(await homeSite(house));
  const { email, phone, address, replyTime } = site;
  return {
    url: `${house.appUrl}/contact`,
    frame: frameOf(site),
    contact: { email, phone, address, replyTime },
  };
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  if (!page) return [];
  return seo({
    title: pageTitle("Contact", page.frame.name),
    description: `How to reach ${page.frame.name}.`,
    url: page.url,
  });
}

export default function Contact({ loaderData: { frame, contact } }: Route.ComponentProps) {
  const { email, phone, address, replyTime } = contact;
  return (
    <Site frame={frame}>
      <div className="stack">
        <PageHeading
          knot
          title="Contact"
          lede={
            <p>The quickest way to talk is the free call. For anything else, write{phone && " or ring"}.</p>
          }
        />
        <Facts
          facts={[
            { term: "Email", value: <a href={`mailto:${email}`}>{email}</a> },
            { term: "Phone", value: phone && <a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>{phone}</a> },
            { term: "Where", value: address },
            { term: "You’ll hear back", value: replyTime },
          ]}
        />
        <Notice kind="help">
          <p>Please don’t write here when you are in danger: nobody watches this address around the clock.</p>
        </Notice>
      </div>
    </Site>
  );
}
