import { Button } from "./button.tsx";
import { HiddenFields } from "./fields.tsx";
import { ZoneOptions, type ZoneRegion } from "./zone-options.tsx";

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
        <ZoneOptions regions={regions} current={current} />
      </select>
      <Button kind="quiet">Update times</Button>
    </form>
  );
}
