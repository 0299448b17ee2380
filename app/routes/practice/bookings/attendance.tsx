/** PLACEHOLDER: not written yet. */
export default function Attendance() {
  return null;
}
