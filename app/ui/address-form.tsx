import { Button, ButtonLink } from "./button.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { TextField } from "./fields.tsx";
import { Notice } from "./notice.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

type AddressFormProps = {
  action: string;
  back: string;
  email: string;
  isFresh: boolean;
  isSent: boolean;
  typed?: string | undefined;
  error?: string | undefined;
};

/** One's own address, and the form for another: two letters, two yeses. */
export function AddressForm({ action, back, email, isFresh, isSent, typed, error }: AddressFormProps) {
  return (
    <div className="stack">
      {isSent && (
        <Notice kind="ok" flash>
          <p>
            Two letters are on their way: one to {email}, one to the new address. Confirm in both within the
            hour. Until then you sign in as before.
          </p>
        </Notice>
      )}
      <ErrorSummary
        problems={error ? [{ field: "email", message: error }] : []}
        title="Nothing was sent yet"
      />
      {isFresh ? (
        <form className="stack" method="post" action={action} noValidate>
          <TextField
            name="email"
            type="email"
            label="New address"
            hint="We write to both, the old and the new. It changes once you have said yes in both letters."
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            maxLength={254}
            value={typed}
            error={error}
          />
          <div className="cluster">
            <Button busy="Sending…">Send the two letters</Button>
            <ButtonLink kind="quiet" href={back}>
              Back
            </ButtonLink>
          </div>
        </form>
      ) : (
        <SignInAgain back={action} />
      )}
    </div>
  );
}
