import { Button } from "./button.tsx";
import { HiddenFields } from "./fields.tsx";

export type ZoneRegion = { region: string; zones: readonly { value: string; label: string }[] };

type ZoneFormProps = {
  /** Where the page with the times lives; the zone goes into its query as `tz`. */
  action: string;
  regions: readonly ZoneRegion[];
  current: string;
  /** The rest of the query, kept as it is. */
  hidden?: Readonly<Record<string, string | undefined>>;
  /** Nobody has told us the zone yet: the script may answer for the device. */
  detect?: boolean | undefined;
};

/** In which zone the times are shown, and how to change it without a script. */
export function ZoneForm({ action, regions, current, hidden = {}, detect }: ZoneFormProps) {
  return (
    <form className="zone" method="get" action={action} data-detect={detect ? "" : undefined}>
      <HiddenFields values={hidden} />
      <label htmlFor="tz">Show times in</label>
      <select className="input" id="tz" name="tz">
        {regions.map(({ region, zones }) => (
          <optgroup
            key={region}
            label={region}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: made of the names of zones, and escaped
            dangerouslySetInnerHTML={{ __html: optionsOf(zones, current) }}
          />
        ))}
      </select>
      <Button kind="quiet">Update times</Button>
    </form>
  );
}

const written = new WeakMap<ZoneRegion["zones"], string>();

/**
 * The options of a region as HTML. There are four hundred on a page and they never change, but for the one that is
 * chosen: as elements they took most of the page's time.
 */
function optionsOf(zones: ZoneRegion["zones"], current: string): string {
  const known = written.get(zones);
  const html =
    known ??
    zones.map(({ value, label }) => `<option value="${safe(value)}">${safe(label)}</option>`).join("");
  if (!known) written.set(zones, html);
  return html.replace(`value="${safe(current)}">`, (chosen) => `selected ${chosen}`);
}

function safe(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
