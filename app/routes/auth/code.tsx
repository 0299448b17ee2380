/** PLACEHOLDER: not written yet. */
export default function Code() {
  return null;
}
