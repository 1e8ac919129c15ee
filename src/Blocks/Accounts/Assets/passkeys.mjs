// Shows the passkey forms where the browser can do passkeys, and fills them in.
const forms = document.querySelectorAll("form[data-passkey]");
// A passkey is bound to a name: no browser makes one for a bare address.
const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
if (isNumber) {
  document.querySelectorAll("[data-passkey-number]").forEach((note) => (note.hidden = false));
}

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  document.querySelectorAll("[data-passkey-without]").forEach((note) => (note.hidden = true));
  forms.forEach((form) => {
    form.hidden = isNumber;
    form.addEventListener("submit", (event) => {
      if (!form.elements.credential.value) {
        event.preventDefault();
        ask(form);
      }
    });
  });
}

async function ask(form) {
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  try {
    const token = new FormData(form).get("__RequestVerificationToken");
    const response = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: token }) });
    if (!response.ok) {
      throw new Error(`options: ${response.status}`);
    }

    const options = await response.json();
    const credential =
      form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    error.hidden = false;
  }
}
