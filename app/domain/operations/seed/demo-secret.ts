/**
 * The secret every authenticator app of the demo's people holds, so that anybody can walk through the demo. It imports
 * nothing, because the sandbox and the demo's welcome tell it too. Production never sees it (app/selvage.ts).
 */
export const demoSecret = "SELVAGEDEMOSECONDFACTORSECRET234";
