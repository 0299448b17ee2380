/** PLACEHOLDER: not written yet. */
export default function Details() {
  return null;
}
