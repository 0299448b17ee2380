// Passkeys: the browser signs a challenge, and its answer goes off as a form. Without this file there are codes.
const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

for (const part of document.querySelectorAll("[data-passkeys]"))
  part.hidden = (part.dataset.passkeys === "yes") !== can;

async function answer(purpose) {
  const body = new URLSearchParams({ purpose });
  const asked = await fetch("/sign-in/passkey/challenge", { method: "POST", body });
  if (!asked.ok) throw new Error(`The challenge was refused: ${asked.status}`);
  const options = await asked.json();
  return purpose === "register"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const said = form.querySelector("[role=alert]");
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  said.textContent = "";
  try {
    form.elements.credential.value = JSON.stringify(await answer(form.dataset.passkey));
    form.submit();
  } catch {
    said.textContent = said.dataset.words;
  }
  form.ariaBusy = "false";
}

for (const form of document.querySelectorAll("form[data-passkey]")) form.addEventListener("submit", send);
