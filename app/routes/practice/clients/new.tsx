/** PLACEHOLDER: not written yet. */
export default function New() {
  return null;
}
