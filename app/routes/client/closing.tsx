/** PLACEHOLDER: not written yet. */
export default function Closing() {
  return null;
}
