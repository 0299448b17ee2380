/** PLACEHOLDER: not written yet. */
export default function NewPerson() {
  return null;
}
