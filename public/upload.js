// Enhancement only: a form that brings a file works without this file. It brings a large one piece by piece (tus 1.0.0), says
// how far it has come, and goes on where a lost connection left it, also after the page was closed.
const form = document.querySelector("form[data-uploads]");
const field = form?.querySelector("input[type=file]");
const said = form?.querySelector("[data-progress]");
const small = 4 * 1024 * 1024;
// Pictures go whole, with the form: what a camera wrote into them is taken out when they arrive.
const isLarge = ({ size, type }) => size > small && !type.startsWith("image/");
const version = { "Tus-Resumable": "1.0.0" };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

form?.addEventListener(
  "submit",
  async (event) => {
    const files = [...field.files];
    const isElsewhere = event.submitter?.hasAttribute("formaction");
    if (isElsewhere || !files.some(isLarge)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    try {
      const here = field.multiple ? form.elements.brought.value.split(",").filter(Boolean) : [];
      for (const file of files.filter(isLarge)) {
        here.push(await bring(file));
        form.elements.brought.value = here.join(",");
        keepIn(field, (one) => one !== file);
      }
      form.submit();
    } catch (error) {
      delete form.dataset.busy;
      said.textContent = error.message;
    }
  },
  true,
);

function keepIn(field, isKept) {
  const rest = new DataTransfer();
  for (const file of field.files) if (isKept(file)) rest.items.add(file);
  field.files = rest.files;
}

async function bring(file) {
  const mark = `upload:${form.dataset.uploads}:${file.name}:${file.size}:${file.lastModified}`;
  let address = sessionStorage.getItem(mark);
  let at = address ? await offsetOf(address) : null;
  if (at === null) {
    address = await begin(file);
    at = 0;
    sessionStorage.setItem(mark, address);
  }
  for (let tries = 0; at < file.size; ) {
    const went = await send(address, file, at);
    if (went.refused) {
      sessionStorage.removeItem(mark);
      throw new Error(went.refused);
    }
    if (went.at > at) tries = 0;
    at = went.at;
    if (at >= file.size) break;
    tries += 1;
    if (tries > 8)
      throw new Error("The connection is gone. What came is kept for a day: press again to go on.");
    said.textContent = "The connection was lost. Trying again…";
    await wait(Math.min(1_000 * 2 ** tries, 20_000));
    at = (await offsetOf(address).catch(() => null)) ?? at;
  }
  sessionStorage.removeItem(mark);
  return address.split("/").at(-1);
}

async function begin(file) {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const headers = { ...version, "Upload-Length": String(file.size), "Upload-Metadata": `filename ${name}` };
  const answer = await fetch(form.dataset.uploads, { method: "POST", headers });
  const isSaid = answer.status === 413 || answer.status === 422;
  if (answer.status !== 201)
    throw new Error(isSaid ? await answer.text() : "It can’t be brought just now. Press again in a moment.");
  return answer.headers.get("Location");
}

async function offsetOf(address) {
  const answer = await fetch(address, { method: "HEAD", headers: version });
  return answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
}

// XMLHttpRequest, because fetch does not tell how much of a body has gone.
function send(address, file, at) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", address);
    for (const [name, value] of Object.entries({
      ...version,
      "Upload-Offset": String(at),
      "Content-Type": "application/offset+octet-stream",
    }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      const percent = Math.floor(((at + loaded) / file.size) * 100);
      said.textContent = `${field.multiple ? `${file.name}: ` : ""}${percent} % of ${Math.ceil(file.size / 1_048_576)} MB is here.`;
    };
    request.onload = () => {
      if (request.status === 204) return resolve({ at: Number(request.getResponseHeader("Upload-Offset")) });
      if (request.status === 422) return resolve({ at, refused: request.responseText });
      resolve({ at });
    };
    request.onerror = () => resolve({ at });
    request.send(file.slice(at));
  });
}
