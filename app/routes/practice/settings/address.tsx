/** PLACEHOLDER: not written yet. */
export default function Address() {
  return null;
}
