/*
 * The small map beside a report: numbered proposals, areas as areas, nothing asked of the server.
 *
 * It stands on the same base map, areas and labels as the large map. Everything to draw comes with
 * the page, as one JSON text; what is chosen goes back to Python as on the large map.
 */
(function (space) {
  "use strict";

  const PANES = [["base", 150, false], ["areas", 300, false], ["uncertainty", 380, false],
    ["base-labels", 390, false], ["area-tags", 610, true], ["proposals", 620, true]];
  const CLOSEST = 9;
  const LOOKS = 20;
  const LOOK_MS = 100;
  const MOST_NUMBERS = 4;

  function Sketch(map, options) {
    const self = this;
    this.map = map;
    this.options = options;
    this.badges = [];
    this.seen = null;
    this.items = [];
    PANES.forEach(function (pane) {
      const made = map.createPane(pane[0]);
      made.style.zIndex = pane[1];
      if (!pane[2]) made.style.pointerEvents = "none";
    });
    const container = map.getContainer();
    container.classList.add("cm-map");
    container.style.background = space.INK.water;
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", "Map of the proposed events, numbered as in the table.");
    map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth, GeoNames");
    new space.Scale({ position: "bottomright" }).addTo(map);
    this.haze = L.canvas({ pane: "uncertainty" });
    this.areas = new space.Areas(map, function (item) { self.next(item.row.ids); });
    this.state = window.__map_state = {
      mount: Math.random().toString(36).slice(2), stamp: 0, base: false, points: 0, areas: 0,
      clicks: 0, error: null,
    };
    map.on("moveend", function () { self.layout(); });
    this.ready = Promise.all([this.get(options.basemap), this.get(options.areas)]).then(
      function (found) {
        space.drawBase(map, found[0]);
        self.labels = new space.Labels(map, found[0]);
        self.areas.learn(found[1]);
        self.state.base = true;
      }).catch(function (error) {
      self.state.error = String(error.message || error);
      new space.Status().addTo(map).say("The base map could not be loaded.", "error");
    });
  }

  Sketch.prototype.get = function (address) {
    return fetch(address).then(function (response) {
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    });
  };

  /* Take the proposals: {items: [{id, number, lat, lon, radius_m, area_id, doubtful}], chosen}. */
  Sketch.prototype.show = function (told) {
    const self = this;
    const before = this.chosen;
    this.items = told.items;
    this.chosen = told.chosen;
    if (before && before !== told.chosen) toSentence(this.lit, LOOKS);
    else this.lit = litUp();
    this.ready.then(function () {
      if (self.items !== told.items) return;
      self.draw();
      self.fit();
      self.layout();
      self.state.stamp += 1;
    });
  };

  /*
   * Bring the first sentence of the chosen proposal into view; the page itself stays where it is.
   * The text may be drawn after the map: wait until another sentence is lit up, a little while.
   */
  function toSentence(before, left) {
    try {
      const page = window.parent;
      const box = page.document.querySelector(".st-key-report_shown");
      if (!box) return;
      if (litUp() === before && left > 0) {
        window.setTimeout(function () { toSentence(before, left - 1); }, LOOK_MS);
        return;
      }
      const told = box.querySelector(".told");
      space.sketching.lit = litUp();
      if (told) scrollTo(page, box, told);
    } catch (error) {
      // A frame of another origin cannot see the text: it stays where it is.
    }
  }

  function scrollTo(page, box, told) {
    const frame = box.getBoundingClientRect();
    const place = told.getBoundingClientRect();
    let top = Math.max(frame.top, 0);
    let bottom = Math.min(frame.bottom, page.innerHeight);
    if (bottom - top < 2 * place.height) [top, bottom] = [frame.top, frame.bottom];
    if (place.top >= top && place.bottom <= bottom) return;
    const still = page.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollBy({
      top: place.top - top - (bottom - top) / 4, behavior: still ? "auto" : "smooth",
    });
  }

  /* Say which sentences are lit up. */
  function litUp() {
    try {
      const told = window.parent.document.querySelectorAll(".st-key-report_shown .report .told");
      return Array.from(told, function (part) { return part.textContent; }).join("|");
    } catch (error) {
      return "";
    }
  }

  function grouped(items, key) {
    const groups = new Map();
    items.forEach(function (item) {
      const name = key(item);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    });
    return Array.from(groups.values());
  }

  /* Their numbers on a badge; of many the first ones, so that it hides no country. */
  function numbersOf(group) {
    const all = group.map(function (item) { return item.number; });
    if (all.length <= MOST_NUMBERS) return all.join(", ");
    const shown = all.slice(0, MOST_NUMBERS - 1);
    return shown.join(", ") + " +" + (all.length - shown.length);
  }

  Sketch.prototype.draw = function () {
    const self = this;
    this.badges.forEach(function (layer) { layer.remove(); });
    this.badges = [];
    const points = this.items.filter(function (item) { return typeof item.lat === "number"; });
    const within = this.items.filter(function (item) {
      return item.area_id && typeof item.lat !== "number";
    });
    const groups = grouped(within, function (item) { return item.area_id; });
    this.areas.show(groups.map(function (group) {
      return {
        area_id: group[0].area_id, n: group.length, ids: group.map(function (i) { return i.id; }),
        numbers: numbersOf(group),
        doubtful: group.every(function (i) { return i.doubtful; }),
      };
    }));
    this.areas.drawn.forEach(function (item) {
      // The number as on a point's badge: behind the name it would read as a count of events.
      item.text = item.area.name + "  " + item.row.numbers;
      item.count.textContent = item.row.numbers;
      item.count.className = "cm-number" + (item.row.doubtful ? " cm-doubtful" : "");
      item.count.parentNode.prepend(item.count);
      item.tag.getElement().firstChild.setAttribute("aria-label",
        "Proposal " + item.row.numbers + ", somewhere in " + item.area.name);
    });
    const marked = this.items.find(function (item) { return item.id === self.chosen; });
    this.areas.select(marked && typeof marked.lat !== "number" ? marked.area_id : null);
    grouped(points, function (item) { return item.lat + " " + item.lon; }).forEach(function (group) {
      self.put(group);
    });
    this.state.points = points.length;
    this.state.areas = this.areas.drawn.size;
  };

  Sketch.prototype.put = function (group) {
    const self = this;
    const place = [group[0].lat, group[0].lon];
    const chosen = group.some(function (item) { return item.id === self.chosen; });
    const radius = Math.max.apply(null, group.map(function (item) { return item.radius_m || 0; }));
    if (radius > 0) {
      this.badges.push(L.circle(place, {
        radius: radius, renderer: this.haze, pane: "uncertainty", interactive: false,
        color: "#4a4a55", weight: 1.2, dashArray: "4,4", fillColor: "#4a4a55", fillOpacity: 0.07,
      }).addTo(this.map));
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cm-badge" + (chosen ? " cm-chosen" : "") +
      (group.every(function (item) { return item.doubtful; }) ? " cm-doubtful" : "");
    button.textContent = numbersOf(group);
    button.setAttribute("aria-label", "Proposal " + button.textContent);
    space.keepClicks(button);
    button.addEventListener("click", function () {
      self.next(group.map(function (item) { return item.id; }));
    });
    this.badges.push(L.marker(place, {
      icon: L.divIcon({ className: "cm-badge-place", html: button, iconSize: null }),
      pane: "proposals", interactive: false, keyboard: false, zIndexOffset: chosen ? 500 : 0,
    }).addTo(this.map));
  };

  /* Look at all of them, once for each set of places: choosing one must not move the map. */
  Sketch.prototype.fit = function () {
    const self = this;
    const bounds = L.latLngBounds([]);
    this.items.forEach(function (item) {
      const area = item.area_id && self.areas.known.get(item.area_id);
      if (typeof item.lat === "number") bounds.extend([item.lat, item.lon]);
      else if (area) bounds.extend(area.bounds);
    });
    const sign = bounds.isValid() ? bounds.toBBoxString() : "";
    if (sign === this.seen || !bounds.isValid()) return;
    this.seen = sign;
    this.map.fitBounds(bounds.pad(0.15), { maxZoom: CLOSEST, animate: false });
  };

  Sketch.prototype.layout = function () {
    if (!this.labels) return;
    const map = this.map;
    const marks = new space.Taken();
    const tags = new space.Taken();
    this.items.forEach(function (item) {
      if (typeof item.lat !== "number") return;
      const p = map.latLngToContainerPoint([item.lat, item.lon]);
      marks.take([p.x - 14, p.y - 14, p.x + 14, p.y + 14]);
    });
    const written = this.areas.layout(marks, tags);
    tags.boxes.push.apply(tags.boxes, marks.boxes);
    this.labels.draw(tags, written);
  };

  /* Choose one of several at the same place: the first, then one after the other. */
  Sketch.prototype.next = function (ids) {
    this.tell(ids[(ids.indexOf(this.chosen) + 1) % ids.length]);
  };

  Sketch.prototype.tell = function (id) {
    this.state.clicks += 1;
    const nonce = this.state.mount + "." + this.state.clicks;
    if (window.Streamlit) {
      window.Streamlit.setComponentValue({ click: { kind: "event", key: String(id), nonce: nonce } });
    }
  };

  space.sketch = function (map, options) {
    space.sketching = new Sketch(map, options);
  };
  space.propose = function (told) {
    if (space.sketching) space.sketching.show(told);
  };
})((window.conflictMap = window.conflictMap || {}));
