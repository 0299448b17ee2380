import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import { HiddenFields } from "./fields.tsx";

export type Theme = "light" | "dark" | "device";

const choices = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "device", label: "Match my device", Icon: Monitor },
] as const satisfies readonly { value: Theme; label: string; Icon: typeof Sun }[];

/** Light, dark or as the device says: POSTs `theme` to /theme, which sets a cookie and goes back to `back`. */
export function ThemeSwitch({ current, back }: { current: Theme; back: string }) {
  return (
    <form method="post" action="/theme" aria-label="Colours">
      <HiddenFields values={{ back }} />
      {choices.map(({ value, label, Icon }) => (
        <button key={value} type="submit" name="theme" value={value} aria-pressed={value === current}>
          <Icon size={16} aria-hidden />
          {label}
        </button>
      ))}
    </form>
  );
}
