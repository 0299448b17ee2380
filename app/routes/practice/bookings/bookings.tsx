/** PLACEHOLDER: not written yet. */
export default function Bookings() {
  return null;
}
