// The driver's page works without this; with it the minutes count down and the page asks for itself what is new.
const page = document.querySelector("[data-driver]");
const { earliest, minutes, every } = page.dataset;

function count() {
  const line = page.querySelector("[data-minutes]");
  const left = Math.ceil((Date.parse(earliest) - Date.now()) / 60_000);
  if (line && left > 0) {
    line.textContent = minutes.replace("{0}", left);
  }

  return left;
}

async function look() {
  try {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "no-store" })).text(), "text/html").querySelector("[data-driver]");
    // Said aloud only where something has changed.
    if (fresh && fresh.dataset.instruction !== page.dataset.instruction) {
      location.reload();
    }
  } catch {
    // No network on the road: what stands here stands.
  }
}

count();
setInterval(() => count() <= 0 && look(), 5_000);
setInterval(look, Number(every) * 1_000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
