import { type Passkey, secondFactorsOf, waysOf } from "#app/domain/identity/second-factor.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { devicesOf } from "#app/routes/devices.ts";
import { newsFor } from "#app/routes/news.ts";
import { formatDay } from "#app/values/zoned.ts";
import type { Route } from "./+types/security";
import { ownSecurity } from "./own-security.ts";
import { SecurityPage } from "./security-page.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, session, isReady } = ownSecurity(context);
  const { searchParams } = new URL(request.url);
  const factors = await secondFactorsOf(ctx, session.userId);
  const practice = await ownPractice(ctx);
  const day = (at: Date) => formatDay(at.getTime(), session.zone ?? practice.zone, practice);
  const passkeyRow = ({ id, name, createdAt, lastUsedAt }: Passkey) => ({
    id,
    name,
    words: `Made ${day(createdAt)}. ${lastUsedAt ? `Last used ${day(lastUsedAt)}.` : "Not used yet."}`,
  });
  return {
    isReady,
    news: newsFor(searchParams, said),
    isRecovered: searchParams.get("news") === "recovery-code",
    email: session.email,
    app: factors.app && `Set up ${day(factors.app)}.`,
    passkeys: factors.passkeys.map(passkeyRow),
    isLastWay: waysOf(factors) === 1,
    codesLeft: factors.recoveryCodesLeft,
    devices: await devicesOf(ctx, session),
  };
}

const said = {
  app: "From now on this app shows your codes.",
  "app-removed": "The authenticator app is forgotten here. You can delete the account in the app too.",
  passkey: "The passkey is on your list.",
  "passkey-removed":
    "The passkey is forgotten here. Your device may still keep it; you can delete it there too.",
  device: "Signed out there.",
};

export type Security = Awaited<ReturnType<typeof loader>>;

export function meta() {
  return [{ title: "Security" }, { name: "robots", content: "noindex" }];
}

export default function SecurityRoute({ loaderData }: Route.ComponentProps) {
  return <SecurityPage page={loaderData} />;
}
