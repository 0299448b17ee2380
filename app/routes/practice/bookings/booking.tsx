/** PLACEHOLDER: not written yet. */
export default function Booking() {
  return null;
}
