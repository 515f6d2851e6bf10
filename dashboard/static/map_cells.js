/*
 * Cells: asks the server for what lies in view, and draws the answer.
 *
 * The server groups events for the zoom, so an answer is as small for a million events as for a
 * hundred. The box asked for is padded and rounded: as long as the view stays within it nothing
 * is asked, neighbours who look at the same place share an address, and symbols do not shift
 * while the map is panned.
 */
(function (space) {
  "use strict";

  const WAIT_MS = 120; // after the last move: a drag or a fast zoom asks once
  const PAD = 0.25;
  const NO_CELLS = {
    key: [], lon: [], lat: [], n: [], low: [], high: [], unknown: [], lead: [], share: [],
    radius_m: [], rough: [], name: [],
  };

  function round(value) {
    return Number(value.toFixed(5));
  }

  function wrap(lon) {
    return ((((lon + 180) % 360) + 360) % 360) - 180;
  }

  /* The view, padded, widened to a grid that depends on the zoom; longitudes as on the screen. */
  function paddedView(map, zoom) {
    const bounds = map.getBounds().pad(PAD);
    const step = 360 / Math.pow(2, zoom + 3);
    const down = function (v) { return Math.floor(v / step) * step; };
    const up = function (v) { return Math.ceil(v / step) * step; };
    return L.latLngBounds(
      [Math.max(-90, down(bounds.getSouth())), down(bounds.getWest())],
      [Math.min(90, up(bounds.getNorth())), up(bounds.getEast())]);
  }

  /* West, south, east, north; west > east where the box crosses the antimeridian. */
  function written(bounds) {
    let west = bounds.getWest();
    let east = bounds.getEast();
    if (east - west >= 360) {
      west = -180;
      east = 180;
    } else if (west < -180 || east > 180) {
      west = wrap(west);
      east = wrap(east);
    }
    return [west, bounds.getSouth(), east, bounds.getNorth()].map(round).join(",");
  }

  function Cells(map, root, hooks) {
    this.map = map;
    this.root = root;
    this.hooks = hooks;
    this.filter = null;
    this.url = null;
    this.asked = null; // what the symbols on the screen, or those to come, are for
    this.running = null;
    this.timer = null;
    this.leads = [];
    this.marks = new Map();
    this.answer = null;
    this.pen = L.canvas({ pane: "event-marks", padding: 0.3, tolerance: L.Browser.touch ? 8 : 3 });
    this.haze = L.canvas({ pane: "uncertainty", padding: 0.3 });
    this.selected = null;
    map.on("moveend", this.later, this);
  }

  /* The filter's part of an address, and whose events are asked for; a # would cut it off. */
  Cells.prototype.query = function () {
    const query = this.filter.query.replace(/^[?&]+/, "").replace(/#/g, "%23");
    return [query, this.session()].filter(Boolean).join("&");
  };

  /* A visitor's own events are asked for by a name that never stands in the page's address. */
  Cells.prototype.session = function () {
    const session = this.filter && this.filter.session;
    return session ? "session=" + encodeURIComponent(session) : "";
  };

  Cells.prototype.later = function () {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.load.bind(this, false), WAIT_MS);
  };

  Cells.prototype.load = function (again) {
    const self = this;
    clearTimeout(this.timer);
    if (!this.filter) return;
    const zoom = Math.round(this.map.getZoom());
    const query = this.query();
    const rest = "&zoom=" + zoom + "&colour=" + encodeURIComponent(this.filter.colour) +
      (query ? "&" + query : "");
    const held = this.asked;
    if (!again && held && held.rest === rest && held.box.contains(this.map.getBounds())) return;
    const box = paddedView(this.map, zoom);
    const url = this.root + "api/cells?bbox=" + written(box) + rest;
    this.asked = { box: box, rest: rest };
    this.url = url;
    if (this.running) this.running.abort();
    const running = new AbortController();
    this.running = running;
    const started = performance.now();
    this.hooks.loading();
    fetch(url, { signal: running.signal }).then(function (response) {
      return response.text().then(function (text) {
        if (!response.ok) throw new space.Refusal(response.status, text);
        return { answer: JSON.parse(text), bytes: text.length };
      });
    }).then(function (got) {
      if (self.running !== running) return;
      self.running = null;
      self.draw(got.answer);
      self.hooks.drawn(got.answer, {
        url: url, bytes: got.bytes, ms: Math.round(performance.now() - started),
      });
    }).catch(function (error) {
      if (error.name === "AbortError" || self.url !== url) return;
      self.running = null;
      self.asked = null; // the same view may be asked again
      self.hooks.failed(error);
    });
  };

  Cells.prototype.look = function (cells, i) {
    const lead = this.leads[cells.lead[i]] || { colour: "#7a7a7a", shape: "circle" };
    return {
      n: cells.n[i], radius: space.radiusOf(cells.n[i]), rough: Boolean(cells.rough[i]),
      colour: space.safeColour(lead.colour), shape: lead.shape,
    };
  };

  /*
   * Replace the symbols by those of an answer. Symbols that did not change stay as they are; new
   * ones are added before old ones go, within one frame, so that the map is never empty between.
   */
  Cells.prototype.draw = function (answer) {
    const self = this;
    const map = this.map;
    const cells = answer.cells || NO_CELLS;
    const middle = map.getCenter().lng;
    const next = new Map();
    this.answer = answer;
    this.leads = answer.leads || [];
    let changed = false;
    const order = cells.key.map(function (_, i) { return i; });
    // Large ones first, small ones above them, so that each can be clicked.
    order.sort(function (a, b) {
      return cells.n[b] - cells.n[a] || (cells.key[a] < cells.key[b] ? -1 : 1);
    });
    order.forEach(function (i) {
      const key = cells.key[i];
      const look = self.look(cells, i);
      // The copy of the world that is nearest to the middle of the screen.
      const lon = cells.lon[i] + 360 * Math.round((middle - cells.lon[i]) / 360);
      const haze = cells.radius_m[i] || 0;
      const sign = [lon, cells.lat[i], look.n, look.rough, look.colour, look.shape, haze].join();
      let mark = self.marks.get(key);
      if (!mark || mark.sign !== sign) {
        mark = self.make(key, L.latLng(cells.lat[i], lon), look, haze, sign);
        changed = true;
      }
      mark.row = {
        n: cells.n[i], low: cells.low[i], high: cells.high[i], unknown: cells.unknown[i],
        name: cells.name[i], lead: cells.lead[i], share: cells.share[i],
      };
      next.set(key, mark);
    });
    this.marks.forEach(function (mark, key) {
      if (next.get(key) !== mark) self.drop(mark);
    });
    this.marks = next;
    if (changed) next.forEach(function (mark) { mark.symbol.bringToFront(); });
    this.hazes();
    this.ring();
  };

  Cells.prototype.make = function (key, latlng, look, radiusM, sign) {
    const self = this;
    const mark = { key: key, latlng: latlng, look: look, radiusM: radiusM, sign: sign, haze: null };
    mark.symbol = new space.EventMark(latlng, look, {
      renderer: this.pen, pane: "event-marks", bubblingMouseEvents: false,
    }).addTo(this.map);
    mark.symbol.on("click", function () { self.hooks.open(mark); });
    mark.symbol.on("mouseover", function () { self.hooks.hover(mark); });
    mark.symbol.on("mouseout", function () { self.hooks.hover(null); });
    return mark;
  };

  Cells.prototype.drop = function (mark) {
    mark.symbol.remove();
    if (mark.haze) mark.haze.remove();
  };

  /* Circles of uncertainty, where they are larger on the screen than the symbol itself. */
  Cells.prototype.hazes = function () {
    const self = this;
    const map = this.map;
    this.marks.forEach(function (mark) {
      if (!mark.radiusM) return;
      const lat = (mark.latlng.lat * Math.PI) / 180;
      const metresAPixel = (40075016.7 * Math.cos(lat)) / (256 * Math.pow(2, map.getZoom()));
      const wanted = mark.radiusM / metresAPixel > mark.look.radius + 3;
      if (wanted && !mark.haze) {
        mark.haze = L.circle(mark.latlng, {
          radius: mark.radiusM, renderer: self.haze, pane: "uncertainty", interactive: false,
          color: mark.look.colour, weight: 1.2, opacity: 0.75, dashArray: "2,4",
          fillColor: mark.look.colour, fillOpacity: 0.07,
        }).addTo(map);
      } else if (!wanted && mark.haze) {
        mark.haze.remove();
        mark.haze = null;
      }
    });
  };

  /* A ring round the chosen place; `selected` is a cell's key, or {lat, lon} of one event. */
  Cells.prototype.ring = function () {
    if (this.halo) this.halo.remove();
    this.halo = null;
    const chosen = this.selected;
    if (!chosen) return;
    const mark = typeof chosen === "string" ? this.marks.get(chosen) : null;
    const place = mark ? mark.latlng : typeof chosen === "object" ? chosen : null;
    if (!place) return;
    this.halo = L.circleMarker(place, {
      renderer: this.haze, pane: "uncertainty", interactive: false, fill: false,
      color: "#1d1d22", weight: 2.5, radius: (mark ? mark.look.radius * 1.3 : 12) + 5,
    }).addTo(this.map);
  };

  /* Boxes of the symbols on the screen, which labels must leave free. */
  Cells.prototype.boxes = function (taken) {
    const map = this.map;
    this.marks.forEach(function (mark) {
      const p = map.latLngToContainerPoint(mark.latlng);
      const r = mark.look.radius * 0.95;
      taken.take([p.x - r, p.y - r, p.x + r, p.y + r]);
    });
  };

  Cells.prototype.visible = function () {
    const view = this.map.getBounds();
    return Array.from(this.marks.values()).filter(function (mark) {
      return view.contains(mark.latlng);
    });
  };

  function Refusal(status, text) {
    this.name = "Refusal";
    this.message = space.reason(status, text);
  }
  Refusal.prototype = Object.create(Error.prototype);

  space.Cells = Cells;
  space.Refusal = Refusal;
  /* What the server says of a request that it refuses: {"error": "a sentence"}. */
  space.reason = function (status, text) {
    try {
      const said = JSON.parse(text).error;
      if (typeof said === "string" && said) return said.slice(0, 300);
    } catch (error) {
      // not our server's answer, but a proxy's page
    }
    return "The server answered " + status + ".";
  };
})((window.conflictMap = window.conflictMap || {}));
