/** The one version of the API that this sandbox speaks, as `stripe@23.1.0` sends it. */
export const apiVersion = "2026-10-28.endive";
