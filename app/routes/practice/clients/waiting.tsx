/** PLACEHOLDER: not written yet. */
export default function Waiting() {
  return null;
}
