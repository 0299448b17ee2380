/** PLACEHOLDER: not written yet. */
export default function Sent() {
  return null;
}
