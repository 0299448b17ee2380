import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import LifeBuoy from "lucide-react/icons/life-buoy";
import type { ReactNode } from "react";

type NoticeKind = "info" | "ok" | "help" | "danger";

const icons = { info: Info, ok: CircleCheck, help: LifeBuoy, danger: CircleAlert };

type NoticeProps = {
  kind?: NoticeKind;
  /** The answer to what was just done: read out when the page opens. */
  flash?: boolean;
  children: ReactNode;
};

/** A few words set apart from the page. */
export function Notice({ kind = "info", flash, children }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div className="notice" data-kind={kind} role={flash ? "status" : undefined}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
