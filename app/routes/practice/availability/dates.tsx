/** PLACEHOLDER: not written yet. */
export default function Dates() {
  return null;
}
