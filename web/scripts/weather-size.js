// Larger text on every weather page: without script it lasts as long as the address ends in #large; with it this device remembers.
const kept = "weather-size";
const root = document.documentElement;

function show(size) {
  root.classList.toggle("weather-large", size === "large");
}

for (const link of document.querySelectorAll("[data-weather-size]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const { weatherSize: size } = link.dataset;
    localStorage.setItem(kept, size);
    history.replaceState(null, "", location.pathname + location.search);
    show(size);
    document.querySelector(size === "large" ? ".weather-nav__usual" : ".weather-nav__larger").focus();
  });
}

show(location.hash === "#large" ? "large" : localStorage.getItem(kept));
