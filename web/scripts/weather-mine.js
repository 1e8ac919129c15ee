// The personal weather page works without this; with it the last page stays on the phone and says how old it is.
const page = document.querySelector("[data-weather-mine]");
const words = page.dataset;

function tellAge() {
  const minutes = Math.floor((Date.now() - Date.parse(words.rendered)) / 60_000);
  const banner = page.querySelector("[data-age]");
  // A page straight from the network is seconds old; one that is older was kept.
  banner.hidden = minutes < 2 && navigator.onLine;
  if (!banner.hidden) {
    const age = minutes < 120 ? words.minutes.replace("{0}", minutes) : minutes < 2880 ? words.hours.replace("{0}", Math.floor(minutes / 60)) : words.days.replace("{0}", Math.floor(minutes / 1440));
    banner.firstElementChild.textContent = words.offline.replace("{0}", age);
  }
}

tellAge();
setInterval(tellAge, 30_000);
addEventListener("online", () => location.reload());
addEventListener("offline", tellAge);

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(words.worker, { scope: words.scope }).catch(() => {});
  // The very first page came before the worker did: have it kept too.
  navigator.serviceWorker.ready.then((registration) => registration.active.postMessage({
    keep: [location.href, ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src]")].map((one) => one.href || one.src)],
  }));
}
