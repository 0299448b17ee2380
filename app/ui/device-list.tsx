import { Button } from "./button.tsx";
import { HiddenFields } from "./fields.tsx";

/** A browser somebody is signed in with; the times are words. */
export type DeviceRow = { id: string; device: string; signedIn: string; lastSeen: string; isThis: boolean };

type DeviceListProps = { devices: readonly DeviceRow[]; action: string };

/** Everywhere one is signed in, each with its way out; all the others at once, when there are any. */
export function DeviceList({ devices, action }: DeviceListProps) {
  return (
    <div className="stack">
      <ul className="ledger">
        {devices.map(({ id, device, signedIn, lastSeen, isThis }) => (
          <li key={id}>
            <h3>{isThis ? `${device}, this one` : device}</h3>
            {!isThis && (
              <div>
                <form method="post" action={action}>
                  <HiddenFields values={{ session: id }} />
                  <Button kind="quiet" small busy="Signing out…">
                    Sign out{" "}
                    <span className="sr-only">
                      {device}, last seen {lastSeen}
                    </span>
                  </Button>
                </form>
              </div>
            )}
            <p className="hint">
              Signed in {signedIn}. Last seen {lastSeen}.
            </p>
          </li>
        ))}
      </ul>
      {devices.length > 1 ? (
        <form method="post" action={action}>
          <HiddenFields values={{ session: "others" }} />
          <Button kind="quiet" busy="Signing out…">
            Sign out everywhere else
          </Button>
        </form>
      ) : (
        <p className="hint">Nowhere else. This is the only place you are signed in.</p>
      )}
    </div>
  );
}
