/*
 * The map itself: puts the layers together, takes the filter, tells Python what was chosen.
 *
 * The page gives the filter as a small feature group, a call of conflictMap.apply. Nothing else of
 * the map changes from run to run, so Streamlit never mounts the frame anew: the view stays, and
 * nothing flashes.
 */
(function (space) {
  "use strict";

  const PANES = [["base", 150, false], ["areas", 300, false], ["uncertainty", 380, false],
    ["event-marks", 400, true], ["base-labels", 390, false], ["area-tags", 610, true]];
  const NOTES = {
    country: "Somewhere in this country: the reports name no closer place.",
    admin1: "Somewhere in this governorate: the reports name no closer place.",
    sea: "Somewhere in these waters: the reports give no position.",
  };

  /* The view written in the page's address as map=zoom/lat/lon; null where there is none. */
  function viewInAddress() {
    try {
      return viewOf(new URLSearchParams(window.parent.location.search).get("map"));
    } catch (error) {
      return null; // a frame of another origin cannot see the address
    }
  }

  /* The view that this tab had under the same filter before it showed the other page, or null. */
  function viewBefore(query) {
    try {
      const kept = window.parent.__map_view || "";
      const cut = kept.lastIndexOf("\n");
      return cut >= 0 && kept.slice(0, cut) === query ? viewOf(kept.slice(cut + 1)) : null;
    } catch (error) {
      return null;
    }
  }

  function viewOf(text) {
    const parts = (text || "").split("/").map(Number);
    const [zoom, lat, lon] = parts;
    const sound = parts.length === 3 && parts.every(Number.isFinite) && text.trim() !== "" &&
      zoom >= 0 && zoom <= 20 && Math.abs(lat) <= 85.06 && Math.abs(lon) <= 180;
    return sound ? { zoom: zoom, place: [lat, lon] } : null;
  }

  /*
   * Moves go straight into the address bar, not through Python: a rerun for every pan would make
   * the page stutter. The copied link still opens the same view. The page for reading reports has
   * an address of its own, so that the way back is kept in the tab's memory, too.
   */
  function writeView(map, query) {
    try {
      const page = window.parent;
      const address = new URL(page.location.href);
      const center = map.getCenter().wrap();
      const zoom = map.getZoom();
      const digits = Math.max(2, Math.ceil(zoom / 3));
      const text = zoom + "/" + center.lat.toFixed(digits) + "/" + center.lng.toFixed(digits);
      // A text and no object: an object of this frame would keep the whole frame alive in the page.
      if (typeof query === "string") page.__map_view = query + "\n" + text;
      if (address.searchParams.get("map") === text) return;
      const rest = address.search.replace(/^\?/, "").split("&").filter(function (part) {
        return part && !/^map=/.test(part);
      });
      address.search = rest.concat("map=" + text).join("&");
      page.history.replaceState(page.history.state, "", address);
    } catch (error) {
      // Another origin or a locked-down browser: the map works, only the address stays.
    }
  }

  function ConflictMap(map, options) {
    const self = this;
    this.map = map;
    this.options = options;
    this.looks = new Map();
    this.turn = -1;
    PANES.forEach(function (pane) {
      const made = map.createPane(pane[0]);
      made.style.zIndex = pane[1];
      if (!pane[2]) made.style.pointerEvents = "none";
    });
    const container = map.getContainer();
    container.classList.add("cm-map");
    container.style.background = space.INK.water;
    container.setAttribute("role", "application");
    // Leaflet takes the focus when it is pressed; the page must not scroll away under the finger.
    container.focus = function () {
      window.HTMLElement.prototype.focus.call(container, { preventScroll: true });
    };
    container.setAttribute("aria-label", "Map of reported events. Arrow keys move, plus " +
      "and minus zoom, N and P step through the symbols, Enter lists the events of one.");
    map.attributionControl.setPrefix("Leaflet").addAttribution(
      "Natural Earth, GeoNames \u00b7 disputed borders dashed");
    new space.Scale({ position: "bottomright" }).addTo(map);
    this.status = new space.Status().addTo(map);
    this.legend = new space.Legend(map);
    this.hint = new space.Hint(map);
    this.areas = new space.Areas(map, function (item) { self.openArea(item); });
    this.details = new space.Details(map, this.ask.bind(this), function (id) {
      self.tell("event", id);
    });
    this.cells = new space.Cells(map, options.root, {
      loading: function () { self.status.loading(); },
      failed: function (error) { self.failed(error); },
      drawn: function (answer, cost) { self.drawn(answer, cost); },
      open: function (mark) { self.openCell(mark); },
      hover: function (mark) { self.hover(mark); },
    });
    this.state = window.__map_state = {
      mount: Math.random().toString(36).slice(2), stamp: 0, cells: 0, areas: 0, ms: null,
      bytes: 0, url: null, base: false, error: null, filter: null, clicks: 0,
    };
    this.placed = this.look(viewInAddress());
    map.on("moveend", function () {
      self.cells.hazes();
      if (self.cells.answer) self.settle(self.cells.answer);
      else self.layout();
      writeView(map, (self.cells.filter || {}).query);
    });
    map.on("click", function (e) {
      const item = self.areas.at(e.latlng);
      if (item) self.openArea(item, e.latlng);
    });
    container.addEventListener("keydown", function (e) { self.key(e); });
    this.drawBase();
    if (options.tiles) this.drawTiles(options.tiles);
  }

  ConflictMap.prototype.look = function (view) {
    const most = this.map.getMaxZoom();
    if (view) this.map.setView(view.place, Math.min(view.zoom, most), { animate: false });
    return Boolean(view);
  };

  ConflictMap.prototype.drawBase = function () {
    const self = this;
    this.get(this.options.basemap).then(function (base) {
      space.drawBase(self.map, base);
      self.labels = new space.Labels(self.map, base);
      self.state.base = true;
      self.layout();
    }).catch(function (error) {
      // Without a base map the events can still be read; say so and go on.
      self.status.say("The base map could not be loaded.", "error");
      self.state.error = String(error.message || error);
    });
  };

  ConflictMap.prototype.drawTiles = function (tiles) {
    const self = this;
    L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 })
      .on("tileload", function () {
        self.tiled = true; // tiles bring their own names
        self.layout();
      }).addTo(this.map);
  };

  ConflictMap.prototype.get = function (address, options) {
    return fetch(address, options).then(function (response) {
      if (response.ok) return response.json();
      return response.text().then(function (text) { throw new space.Refusal(response.status, text); });
    });
  };

  /*
   * Draw the areas of an answer. Their polygons are fetched once, when the first answer needs
   * them, and symbols do not wait for it.
   */
  ConflictMap.prototype.drawAreas = function (answer) {
    const self = this;
    const rows = answer.areas || [];
    const show = function () {
      self.areas.show(rows);
      self.state.areas = self.areas.drawn.size;
    };
    if (rows.length === 0 || this.areas.known.size > 0) {
      show();
      return;
    }
    this.fetchedAreas = this.fetchedAreas || this.get(this.options.areas);
    this.fetchedAreas.then(function (found) {
      if (self.areas.known.size === 0) self.areas.learn(found);
      if (self.cells.answer !== answer) return;
      show();
      self.settle(answer);
    }).catch(function (error) {
      self.fetchedAreas = null;
      self.state.error = String(error.message || error);
      self.status.say("The areas could not be loaded: events without a point are missing here.",
        "error", function () { self.drawAreas(answer); });
    });
  };

  /* Lay everything out anew, and say so where nothing is left to see. */
  ConflictMap.prototype.settle = function (answer) {
    this.layout();
    const pending = (answer.areas || []).length > 0 && this.areas.known.size === 0;
    const something = this.cells.visible().length > 0 || this.areas.visible > 0;
    this.status.result(answer, something || pending);
  };

  /* Take a filter: {query, colour, selected}. Called by the feature group on every run. */
  ConflictMap.prototype.apply = function (filter) {
    const before = this.cells.filter;
    if (!before && !this.placed) this.look(viewBefore(filter.query));
    this.cells.filter = {
      query: filter.query, colour: filter.colour, session: filter.session,
      version: filter.version,
    };
    const renewed = Boolean(before) &&
      (before.session !== filter.session || before.version !== filter.version);
    this.state.filter = filter.query;
    if (renewed || (before && (before.query !== filter.query || before.colour !== filter.colour))) {
      this.details.close();
    }
    this.select(filter.selected);
    this.cells.load(renewed);
    writeView(this.map, filter.query);
  };

  ConflictMap.prototype.select = function (selected) {
    const self = this;
    const text = selected || "";
    if (text === this.chosen) return;
    this.chosen = text;
    this.areas.select(text.startsWith("area:") ? text.slice(5) : null);
    this.cells.selected = text && !/^(area|event):/.test(text) ? text : null;
    this.cells.ring();
    if (!text.startsWith("event:")) return;
    const session = this.cells.session();
    this.get(this.options.root + "api/events/" + encodeURIComponent(text.slice(6)) +
      (session ? "?" + session : ""))
      .then(function (answer) {
        if (self.chosen === text) self.point(answer.event || answer);
      }).catch(function () { /* an unknown event has no ring; the page says why */ });
  };

  /* Mark one event: a ring at its point, or its area where that is all that is known. */
  ConflictMap.prototype.point = function (event) {
    const placed = ["exact", "site", "city", "relative", "approximate"];
    if (placed.includes(event.place_precision) && typeof event.lon === "number") {
      const place = L.latLng(event.lat, event.lon);
      this.cells.selected = place;
      this.cells.ring();
      if (!this.map.getBounds().pad(-0.05).contains(place)) this.map.panTo(place);
    } else if (event.area_id) {
      this.areas.select(event.area_id);
    }
  };

  ConflictMap.prototype.ask = function (at, page) {
    const query = this.cells.query();
    return this.get(this.options.root + "api/events?at=" + encodeURIComponent(at) + "&page=" + page +
      (query ? "&" + query : ""));
  };

  ConflictMap.prototype.drawn = function (answer, cost) {
    const self = this;
    this.drawAreas(answer);
    this.legend.show(answer);
    (answer.leads || []).forEach(function (lead) {
      self.looks.set(lead.id, { colour: space.safeColour(lead.colour), shape: lead.shape });
    });
    this.settle(answer);
    window.requestAnimationFrame(function () {
      Object.assign(self.state, cost, {
        stamp: self.state.stamp + 1, cells: self.cells.marks.size,
        error: null, version: answer.version, inside: answer.inside, total: answer.total,
      });
      self.tellDrawn();
    });
  };

  ConflictMap.prototype.failed = function (error) {
    const self = this;
    this.state.error = String(error.message || error);
    // A refusal says what is wrong; a broken connection only says so in the browser's own words.
    this.status.say("Events could not be loaded. " +
      (error.name === "Refusal" ? error.message : "The server does not answer."), "error",
    function () { self.cells.load(true); });
    this.tellDrawn();
  };

  /* Once: the page holds back what is slow until the map has had its turn. */
  ConflictMap.prototype.tellDrawn = function () {
    if (this.toldDrawn) return;
    this.toldDrawn = true;
    if (window.Streamlit) window.Streamlit.setComponentValue({ drawn: true });
  };

  /* Tags first, then labels in what is left: nothing may hide an event. */
  ConflictMap.prototype.layout = function () {
    const marks = new space.Taken();
    const tags = new space.Taken();
    this.furniture(tags);
    this.cells.boxes(marks);
    const written = this.areas.layout(marks, tags);
    if (!this.labels) return;
    if (this.tiled) {
      this.labels.clear();
      return;
    }
    tags.boxes.push.apply(tags.boxes, marks.boxes);
    this.labels.draw(tags, written);
  };

  /* Boxes of legend, scale and buttons: a label under them could not be read. */
  ConflictMap.prototype.furniture = function (taken) {
    const map = this.map.getContainer();
    const frame = map.getBoundingClientRect();
    map.querySelectorAll(".leaflet-control").forEach(function (control) {
      const box = control.getBoundingClientRect();
      if (box.width === 0) return;
      taken.take([box.left - frame.left, box.top - frame.top, box.right - frame.left,
        box.bottom - frame.top]);
    });
  };

  ConflictMap.prototype.hover = function (mark) {
    this.map.getContainer().style.cursor = mark ? "pointer" : "";
    this.hint.show(mark, mark && this.cells.leads[mark.row.lead]);
  };

  ConflictMap.prototype.openCell = function (mark) {
    const row = mark.row;
    this.hint.show(null);
    let note = "";
    if (mark.radiusM) {
      const km = mark.radiusM / 1000;
      note = "Position within about " + (km < 10 ? km.toFixed(1).replace(".0", "") : Math.round(km)) +
        " km.";
    } else if (mark.look.rough) {
      note = "Positions are rough.";
    }
    this.details.open({
      at: mark.key, latlng: mark.latlng, note: note,
      title: row.name || (row.n === 1 ? "1 event" : row.n.toLocaleString("en") + " events nearby"),
    }, this.looks);
    this.tell("cell", mark.key);
  };

  ConflictMap.prototype.openArea = function (item, latlng) {
    this.details.open({
      at: "area:" + item.area.id, latlng: latlng || item.tag.getLatLng(), title: item.area.name,
      note: NOTES[item.area.level] || "Somewhere in this area.",
    }, this.looks);
    this.tell("area", item.area.id);
  };

  /* Tell Python. The nonce makes a second click on the same place a new one. */
  ConflictMap.prototype.tell = function (kind, key) {
    this.state.clicks += 1;
    const click = { kind: kind, key: String(key), nonce: this.state.mount + "." + this.state.clicks };
    this.state.click = click;
    if (window.Streamlit) window.Streamlit.setComponentValue({ click: click });
  };

  ConflictMap.prototype.key = function (e) {
    if (e.key === "Escape") {
      this.details.close();
      this.hint.show(null);
      this.map.getContainer().focus();
      return;
    }
    if (e.target !== this.map.getContainer() || e.ctrlKey || e.metaKey || e.altKey) return;
    const marks = this.cells.visible();
    const step = { n: 1, N: 1, p: -1, P: -1 }[e.key];
    if (step && marks.length) {
      this.turn = (this.turn + step + marks.length) % marks.length;
      this.hover(marks[this.turn]);
      e.preventDefault();
    } else if (e.key === "Enter" && marks.length) {
      const middle = this.map.getCenter();
      const nearest = marks.reduce(function (a, b) {
        return a.latlng.distanceTo(middle) <= b.latlng.distanceTo(middle) ? a : b;
      });
      this.openCell(marks[this.turn] || nearest);
      e.preventDefault();
    }
  };

  space.start = function (map, options) {
    space.running = new ConflictMap(map, options);
  };
  space.apply = function (filter) {
    if (space.running) space.running.apply(filter);
  };
})((window.conflictMap = window.conflictMap || {}));
