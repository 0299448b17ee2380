export type ZoneRegion = { region: string; zones: readonly { value: string; label: string }[] };

/** The options of a select of time zones, by their part of the world. */
export function ZoneOptions({ regions, current }: { regions: readonly ZoneRegion[]; current: string }) {
  return regions.map(({ region, zones }) => (
    <optgroup
      key={region}
      label={region}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of the names of zones, and escaped
      dangerouslySetInnerHTML={{ __html: optionsOf(zones, current) }}
    />
  ));
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
