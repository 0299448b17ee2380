/** Pages that take a file as it comes: a form that may bring one, or a piece of a large one. */
const paths: [method: string, path: RegExp][] = [
  ["POST", /^\/practice\/library\/new$/],
  ["PATCH", /^\/practice\/library\/uploads\/[0-9a-f-]{36}$/],
  ["POST", /^\/(client|practice)\/messages\/[0-9a-f-]{36}$/],
  ["PATCH", /^\/(client|practice)\/messages\/[0-9a-f-]{36}\/uploads\/[0-9a-f-]{36}$/],
];

export function isUploadPath(method: string, pathname: string): boolean {
  return paths.some(([how, path]) => how === method && path.test(pathname));
}
