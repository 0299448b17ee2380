import { ButtonLink } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** Said before a change that needs a fresh sign-in; `back` is where it leads afterwards. */
export function SignInAgain({ back }: { back: string }) {
  return (
    <Notice>
      <div className="stack">
        <p>
          How you sign in can be changed for ten minutes after signing in, so that nobody does it at a screen
          you left open. Please sign in once more; you come back to this page.
        </p>
        <ButtonLink small href={`/sign-in?${new URLSearchParams({ again: "yes", back })}`}>
          Sign in again
        </ButtonLink>
      </div>
    </Notice>
  );
}
