/** PLACEHOLDER: not written yet. */
export default function Record() {
  return null;
}
