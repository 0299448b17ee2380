import { Button } from "./button.tsx";
import { HiddenFields, TextField } from "./fields.tsx";
import { type Qr, QrCode } from "./qr-code.tsx";

type AppFormProps = {
  action: string;
  /** What an app is offered; `secret` in groups of four, to be typed where there is no camera. */
  offer: { offer: string; secret: string; qr: Qr };
  error?: string | undefined;
};

/** Let an authenticator app read a secret, and type the first code it makes of it. */
export function AppForm({ action, offer: { offer, secret, qr }, error }: AppFormProps) {
  return (
    <form className="stack" method="post" action={action} noValidate>
      <p>Open the app, add an account, and let it read this:</p>
      <QrCode qr={qr} label="QR code for your authenticator app" />
      <p>
        No camera? Type it in instead: <span className="copied">{secret}</span>
      </p>
      <HiddenFields values={{ offer }} />
      <TextField
        name="code"
        label="The code it shows now"
        hint="Six digits. It changes every thirty seconds."
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        error={error}
      />
      <Button busy="Looking…">Use this app</Button>
    </form>
  );
}
