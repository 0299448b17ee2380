/** PLACEHOLDER: not written yet. */
export default function Beginning() {
  return null;
}
