import type { Room } from "./room.ts";

/** Where a session by video takes place, in words. */
export function whereOnline(room: Room | null): string {
  if (!room) return "By video";
  return room.isOpen
    ? "By video. The room is open."
    : `By video. The room opens here at ${room.opens}, ten minutes before.`;
}
