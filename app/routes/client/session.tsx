/** PLACEHOLDER: not written yet. */
export default function Session() {
  return null;
}
