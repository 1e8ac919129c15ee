// Draws over the page's own tables: the same values on a map of our own, and the hours before. Without WebGL the tables stay alone.
const map = document.querySelector("[data-weather-map]");

if (map && document.createElement("canvas").getContext("webgl2")) {
  start(map).catch(() => { map.hidden = true; });
}

async function start(root) {
  const [{ Map, Marker, NavigationControl, Popup, setWorkerUrl }, { default: hongKong }, hours] = await Promise.all([
    import("maplibre-gl"), import("hong-kong"), fetch(root.dataset.hours).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
  ]);
  setWorkerUrl(new URL("maplibre-gl-worker", import.meta.url).href);
  root.hidden = false;

  const frame = root.querySelector("[data-frame]");
  const time = root.querySelector("[data-time]");
  const shown = root.querySelector("[data-shown]");
  const words = root.dataset;
  const lang = document.documentElement.lang;
  const clock = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone: "Asia/Hong_Kong", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const view = new Map({
    container: frame,
    style: style(hongKong),
    bounds: [[113.82, 22.14], [114.44, 22.57]],
    fitBoundsOptions: { padding: 10 },
    maxBounds: [[113.4, 21.9], [114.85, 22.85]],
    minZoom: 7.5,
    maxZoom: 13,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      "Map.Title": words.title,
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
      "Popup.Close": words.close,
      "CooperativeGesturesHandler.WindowsHelpText": words.gesture,
      "CooperativeGesturesHandler.MacHelpText": words.gesture,
      "CooperativeGesturesHandler.MobileHelpText": words.fingers,
    },
  });
  view.touchZoomRotate.disableRotation();
  view.addControl(new NavigationControl({ showCompass: false }), "top-right");

  // The names and places of stations are the table's.
  const markers = [...document.querySelectorAll("[data-station]")].map((row) => {
    const element = document.createElement("a");
    element.className = "weather-map__value";
    element.href = row.querySelector("a").href;
    element.title = row.querySelector("a").textContent;
    // The table says the same to those who do not see the map.
    element.tabIndex = -1;
    element.setAttribute("aria-hidden", "true");
    element.addEventListener("click", (event) => event.stopPropagation());
    const place = [Number(row.dataset.longitude), Number(row.dataset.latitude)];
    return { code: row.dataset.station, element, marker: new Marker({ element }).setLngLat(place).addTo(view) };
  });

  function draw() {
    const layer = root.querySelector("[name=layer]:checked").value;
    const hour = Number(time.value);
    for (const { code, element, marker } of markers) {
      const at = hours.stations[code];
      const value = at?.[layer]?.[hour];
      element.hidden = value === null || value === undefined;
      if (!element.hidden) {
        element.className = `${element.className.replaceAll(/ weather-map__value--\S+/g, "")} weather-map__value--${layer}-${step(layer, value)}`;
        element.replaceChildren(...figures(layer, value, at.direction?.[hour]));
      }
      marker.getElement().dataset.value = value ?? "";
    }
    shown.textContent = clock.format(new Date(hours.times[hour]));
    time.setAttribute("aria-valuetext", shown.textContent);
    part();
    strike(layer === "lightning", hour);
  }

  // Fetched when first asked for: most readers never do.
  let lightning = null;
  async function strike(wanted, hour) {
    root.querySelector("[data-legend]").hidden = !wanted;
    if (wanted) {
      lightning ??= fetch(words.lightning).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    }
    const known = wanted ? await lightning : null;
    const drawn = known && known.until ? strokes(known, hours.times, hour) : [];
    if (view.getSource("lightning")) {
      view.getSource("lightning").setData(collection(drawn));
    }
    if (wanted) {
      const toGround = drawn.filter(([, , , ground]) => ground === 1).length;
      root.querySelector("[data-strokes-shown]").textContent = !known || !known.until ? words.strokesUnknown
        : drawn.length === 0 ? words.noStrokes : words.strokes.replace("{0}", toGround).replace("{1}", drawn.length - toGround);
    }
    frame.dataset.strokes = drawn.length;
  }

  // Of values that would lie over each other the first in the table stays, until there is room.
  function part() {
    const taken = [];
    const width = root.querySelector("[name=layer]:checked").value === "wind" ? 60 : 46;
    for (const { element, marker } of markers.filter((one) => !one.element.hidden)) {
      const point = view.project(marker.getLngLat());
      const covers = taken.some((other) => Math.abs(other.x - point.x) < width && Math.abs(other.y - point.y) < 28);
      element.classList.toggle("weather-map__value--covered", covers);
      if (!covers) {
        taken.push(point);
      }
    }
  }

  time.max = String(hours.times.length - 1);
  time.value = time.max;
  view.on("load", draw);
  root.addEventListener("input", draw);
  view.on("move", part);
  view.on("click", ({ lngLat }) => {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `${words.forecast}?lat=${lngLat.lat.toFixed(3)}&lon=${lngLat.lng.toFixed(3)}`;
    link.textContent = words.forecastHere;
    new Popup().setLngLat(lngLat).setDOMContent(link).addTo(view);
  });
  draw();
  root.dataset.ready = "";
}

// How strong a value is, for its colour: temperatures by 5 degrees, humidity by 20 per cent, winds by Beaufort's groups, rain by the hour.
function step(layer, value) {
  const limits = { temperature: [5, 10, 15, 20, 25, 30], humidity: [40, 60, 80, 95], wind: [12, 41, 63, 88, 118], rain: [0.1, 5, 30, 50, 70] }[layer];
  return limits.filter((limit) => value >= limit).length;
}

// The strokes of the hour up to the moment shown; to the newest moment belongs what has struck since.
function strokes({ until, strokes: all }, times, moment) {
  const [at, newest] = [Date.parse(times[moment]), Date.parse(until)];
  const end = moment === times.length - 1 ? Math.max(at, newest) : at;
  return all.filter(([before]) => {
    const struck = newest - before * 1000;
    return struck > end - 3_600_000 && (struck <= end || moment === times.length - 1);
  });
}

function collection(drawn) {
  return {
    type: "FeatureCollection",
    features: drawn.map(([, longitude, latitude, ground]) => ({ type: "Feature", properties: { ground }, geometry: { type: "Point", coordinates: [longitude, latitude] } })),
  };
}

function figures(layer, value, direction) {
  const text = document.createElement("span");
  text.textContent = layer === "temperature" || (layer === "rain" && value > 0 && value < 10) ? value.toFixed(1).replace("-", "−") : String(Math.round(value));
  if (layer !== "wind" || !direction) {
    return [text];
  }

  const arrow = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  arrow.setAttribute("viewBox", "-10 -10 20 20");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M0 8V-8M-5-2 0-8 5-2");
  path.setAttribute("transform", `rotate(${direction + 180})`);
  arrow.append(path);
  return [arrow, text];
}

function style({ land, beyond, districts }) {
  const source = (data) => ({ type: "geojson", data });
  return {
    version: 8,
    sources: { land: source(land), beyond: source(beyond), districts: source(districts), lightning: source(collection([])) },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": "#d3e6ee" } },
      { id: "beyond", type: "fill", source: "beyond", paint: { "fill-color": "#e4e4de" } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": "#f4f1e4" } },
      { id: "districts", type: "line", source: "districts", paint: { "line-color": "#a89f86", "line-dasharray": [3, 2] } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": "#6b8592", "line-width": 1.2 } },
      { id: "cloud", type: "circle", source: "lightning", filter: ["==", ["get", "ground"], 0], paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2.5, 10, 4.5], "circle-color": "#6b3fa0", "circle-opacity": 0, "circle-stroke-color": "#6b3fa0", "circle-stroke-width": 1.5 } },
      { id: "ground", type: "circle", source: "lightning", filter: ["==", ["get", "ground"], 1], paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 3, 10, 5.5], "circle-color": "#f2c200", "circle-stroke-color": "#16242a", "circle-stroke-width": 1.2 } },
    ],
  };
}
