import brygada from "@fontsource-variable/brygada-1918/files/brygada-1918-latin-wght-normal.woff2?url";
import hanken from "@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2?url";

/** The two faces every page draws with, for <link rel="preload" as="font" type="font/woff2" crossorigin>. */
export const preloadedFonts: readonly string[] = [brygada, hanken];
