import type { House } from "#app/domain/ctx.ts";

const purpose = "join";
const shape = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** The address by which somebody comes to their page. It is no credential: it fills in their address at the door (decisions, 4). */
export function joinUrl(house: Pick<House, "vault" | "appUrl">, userId: string): string {
  const { token } = house.vault.token(purpose, userId, 0);
  return `${house.appUrl}/join/${userId.replaceAll("-", "")}.${token}`;
}

/** Whom a join link is for, or null when we did not make it. */
export function userOfJoinToken(house: Pick<House, "vault">, token: string): string | null {
  const [, ...parts] = shape.exec(token) ?? [];
  const made = parts.pop();
  if (!made) return null;
  const userId = parts.join("-");
  return house.vault.token(purpose, userId, 0).token === made ? userId : null;
}
