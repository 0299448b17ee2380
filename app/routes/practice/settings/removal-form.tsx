import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";

type RemovalFormProps = { self: string; isReady: boolean; error?: string | undefined; button: string };

/** One last look before a way to sign in is forgotten. */
export function RemovalForm({ self, isReady, error, button }: RemovalFormProps) {
  if (!isReady) return <SignInAgain back={self} />;
  return (
    <form className="stack" method="post" action={self}>
      {error && (
        <Notice kind="danger" flash>
          <p>{error}</p>
        </Notice>
      )}
      <div className="cluster">
        <Button kind="danger" busy="Removing…">
          {button}
        </Button>
        <ButtonLink kind="quiet" href={href("/practice/settings/security")}>
          Keep it
        </ButtonLink>
      </div>
    </form>
  );
}
