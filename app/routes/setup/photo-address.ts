import { href } from "react-router";

/** Where the picture given so far is seen; it is another whenever the set-up is. */
export function photoOf(version: number): string {
  return `${href("/setup/preview/photo")}?v=${version}`;
}
