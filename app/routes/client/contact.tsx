/** PLACEHOLDER: not written yet. */
export default function Contact() {
  return null;
}
