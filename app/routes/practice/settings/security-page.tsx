import { href } from "react-router";
import { DeviceList } from "#app/ui/device-list.tsx";
import { Ledger, type LedgerRow } from "#app/ui/ledger.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import type { Security } from "./security.tsx";

/** How somebody signs in, where they are signed in, and what to do on the day the phone is gone. */
export function SecurityPage({ page }: { page: Security }) {
  const { email, devices, isReady, codesLeft } = page;
  return (
    <>
      <WorkHeading title="Security" lede={<p>How you sign in, and where you are signed in now.</p>} />
      <div className="stack">
        <News page={page} />
        {!isReady && <SignInAgain back={href("/practice/settings/security")} />}
      </div>
      <Section title="Your second step">
        <Ledger rows={[appRow(page), ...passkeyRows(page)]} />
      </Section>
      <Section title="Recovery codes">
        <Ledger
          rows={[
            {
              title: codesLeft === 0 ? "None at the moment" : `${codesLeft} of 10 left`,
              text: "For the day your phone is gone. Each works once, in place of the second step.",
              aside: (
                <a href={href("/practice/settings/security/recovery-codes")}>
                  {codesLeft === 0 ? "Make ten" : "Make ten new ones"}
                </a>
              ),
            },
          ]}
        />
      </Section>
      <Section title="Your address">
        <Ledger
          rows={[
            {
              title: email,
              text: "Your sign-in links come here.",
              aside: <a href={href("/practice/settings/security/address")}>Change it</a>,
            },
          ]}
        />
      </Section>
      <Section title="Where you are signed in" id="devices">
        <DeviceList devices={devices} action={href("/practice/settings/security/devices")} />
      </Section>
    </>
  );
}

function appRow({ app, isLastWay }: Security): LedgerRow {
  const self = href("/practice/settings/security/app");
  return {
    title: "Authenticator app",
    text: app ?? "None yet. An app on your phone that shows a new code every thirty seconds.",
    aside: (
      <span className="cluster">
        <a href={self}>{app ? "Use another app" : "Set it up"}</a>
        {app && !isLastWay && <a href={href("/practice/settings/security/app/removal")}>Remove it</a>}
      </span>
    ),
  };
}

function passkeyRows({ passkeys, isLastWay }: Security): LedgerRow[] {
  const add = <a href={href("/practice/settings/security/passkeys")}>Add a passkey</a>;
  const held = passkeys.map(({ id, name, words }) => {
    const self = href("/practice/settings/security/passkeys/:id", { id });
    return { title: name, href: self, text: words, aside: isLastWay ? "Your only second step" : "Passkey" };
  });
  const none = {
    title: "Passkeys",
    text: "None yet. A finger, a face or a PIN on a device of yours.",
    aside: add,
  };
  return held.length === 0
    ? [none]
    : [...held, { title: "Another passkey", text: "For each device you work with.", aside: add }];
}

function News({ page: { news, codesLeft, isRecovered } }: { page: Security }) {
  if (isRecovered)
    return (
      <Notice kind="ok" flash>
        <p>
          That recovery code is spent; you have {codesLeft === 1 ? "one" : codesLeft} left. If your phone is
          gone, set up another app or a passkey now, and remove the old.{" "}
          <a href={href("/practice")}>On to your day</a>
        </p>
      </Notice>
    );
  return news ? (
    <Notice kind="ok" flash>
      <p>{news}</p>
    </Notice>
  ) : null;
}
