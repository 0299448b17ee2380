/**
 * What the app's environment holds: the demo's app as Google knows it. The secret opens nothing but this sandbox.
 */
export const demoGoogle = {
  GOOGLE_CLIENT_ID: "selvage-demo.apps.googleusercontent.com",
  GOOGLE_CLIENT_SECRET: "GOCSPX-demo-only",
};
