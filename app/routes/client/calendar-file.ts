/** PLACEHOLDER: not written yet. */
export function loader() {
  return new Response(null, { status: 404 });
}
