/** PLACEHOLDER: not written yet. */
export default function Availability() {
  return null;
}
