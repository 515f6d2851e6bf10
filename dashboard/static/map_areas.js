/*
 * Areas: events that are only known to lie somewhere in a country, a governorate or a sea.
 *
 * They are never a symbol at a point. Their polygon is hatched and outlined with dots, and a
 * rounded tag says name and count. The tag has no tip and no type's shape, so that it cannot be
 * taken for a pin; where its usual place is off the screen it moves along inside the polygon.
 */
(function (space) {
  "use strict";

  const SLATE = "#59567a";
  const TAG_FONT = "600 12px";
  const TAG_HEIGHT = 24;

  function hatch() {
    const size = 9;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size;
    const pen = tile.getContext("2d");
    pen.strokeStyle = SLATE;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 0.8;
    pen.beginPath();
    [-size, 0, size].forEach(function (shift) {
      pen.moveTo(shift - 1, size + 1);
      pen.lineTo(shift + size + 1, -1);
    });
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  /* Rings as flat lat, lon, lat, lon…: five hundred areas as arrays of pairs take six megabytes. */
  function packed(geometry) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map(function (rings) {
      return rings.map(function (ring) {
        const flat = new Float32Array(2 * ring.length);
        ring.forEach(function (p, i) {
          flat[2 * i] = p[1];
          flat[2 * i + 1] = p[0];
        });
        return flat;
      });
    });
  }

  function unpacked(polygons) {
    return polygons.map(function (rings) {
      return rings.map(function (flat) {
        const ring = [];
        for (let i = 0; i < flat.length; i += 2) ring.push([flat[i], flat[i + 1]]);
        return ring;
      });
    });
  }

  function boundsOf(polygons) {
    const bounds = L.latLngBounds([]);
    polygons.forEach(function (rings) {
      for (let i = 0; i < rings[0].length; i += 2) bounds.extend([rings[0][i], rings[0][i + 1]]);
    });
    return bounds;
  }

  function within(flat, lat, lon) {
    let inside = false;
    const n = flat.length;
    for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
      const above = flat[i] > lat;
      if (above !== flat[j] > lat &&
          lon < ((flat[j + 1] - flat[i + 1]) * (lat - flat[i])) / (flat[j] - flat[i]) + flat[i + 1]) {
        inside = !inside;
      }
    }
    return inside;
  }

  function Areas(map, open) {
    this.map = map;
    this.open = open;
    this.known = new Map();
    this.drawn = new Map();
    this.selected = null;
    this.visible = 0;
    this.pen = L.canvas({ pane: "areas", padding: 0.4 });
    this.pattern = hatch();
  }

  Areas.prototype.learn = function (collection) {
    const known = this.known;
    collection.features.forEach(function (feature) {
      const p = feature.properties;
      const polygons = packed(feature.geometry);
      const bounds = boundsOf(polygons);
      let label = [p.label_lat, p.label_lon];
      if (typeof p.label_lat !== "number" || typeof p.label_lon !== "number") {
        const middle = bounds.getCenter();
        label = [middle.lat, middle.lng];
      }
      known.set(p.area_id, {
        id: p.area_id, name: String(p.name), level: p.level, polygons: polygons, bounds: bounds,
        label: label,
      });
    });
  };

  Areas.prototype.contains = function (area, lat, lon) {
    return area.bounds.contains([lat, lon]) && area.polygons.some(function (rings) {
      return within(rings[0], lat, lon) && !rings.slice(1).some(function (hole) {
        return within(hole, lat, lon);
      });
    });
  };

  /* Draw the polygons of the areas in an answer; those that stay are left as they are. */
  Areas.prototype.show = function (rows) {
    const self = this;
    const wanted = new Map(rows.map(function (row) { return [row.area_id, row]; }));
    this.drawn.forEach(function (item, id) {
      if (!wanted.has(id)) {
        item.polygon.remove();
        item.tag.remove();
        item.lead.remove();
        self.drawn.delete(id);
      }
    });
    wanted.forEach(function (row, id) {
      const area = self.known.get(id);
      if (!area) return;
      const item = self.drawn.get(id) || self.add(area);
      item.row = row;
      const text = area.name + " \u00b7 " + row.n.toLocaleString("en");
      if (item.text !== text) {
        item.text = text;
        item.count.textContent = " \u00b7 " + row.n.toLocaleString("en");
        item.tag.getElement().firstChild.setAttribute("aria-label",
          area.name + ": " + row.n + (row.n === 1 ? " event" : " events") +
          " somewhere in this area, list them");
      }
    });
  };

  Areas.prototype.style = function (item) {
    const chosen = this.selected === item.area.id || item.hot;
    item.polygon.setStyle({
      weight: chosen ? 2.6 : 1.5,
      opacity: chosen ? 0.95 : 0.65,
      // The more of the view is hatched, the fainter: a close view must stay readable.
      fillOpacity: item.covers ? 0 : (chosen ? 0.85 : 0.42) * (1 - 0.7 * (item.inside || 0)),
    });
  };

  Areas.prototype.add = function (area) {
    const self = this;
    const polygon = L.polygon(unpacked(area.polygons), {
      renderer: this.pen, pane: "areas", interactive: false, color: SLATE, lineCap: "round",
      dashArray: "0.5,5", fillColor: this.pattern, smoothFactor: 0.8,
    }).addTo(this.map);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cm-tag";
    const name = document.createElement("bdi");
    name.textContent = area.name;
    const count = document.createElement("span");
    button.append(name, count);
    const icon = L.divIcon({ className: "cm-tag-place", html: button, iconSize: null });
    const tag = L.marker(area.label, {
      icon: icon, pane: "area-tags", interactive: false, keyboard: false,
    }).addTo(this.map);
    // Ties a tag that had to make way to its area.
    const lead = L.polyline([], {
      renderer: this.pen, pane: "areas", interactive: false, color: SLATE, weight: 1, opacity: 0.8,
    }).addTo(this.map);
    const item = {
      area: area, polygon: polygon, tag: tag, lead: lead, count: count, text: "", hot: false,
    };
    const light = function (on) {
      return function () {
        item.hot = on;
        self.style(item);
      };
    };
    space.keepClicks(button);
    button.addEventListener("click", function () { self.open(item); });
    ["mouseenter", "focus"].forEach(function (e) { button.addEventListener(e, light(true)); });
    ["mouseleave", "blur"].forEach(function (e) { button.addEventListener(e, light(false)); });
    this.drawn.set(area.id, item);
    return item;
  };

  /* The smallest drawn area under a point: a governorate before its country. */
  Areas.prototype.at = function (place) {
    let best = null;
    const self = this;
    this.drawn.forEach(function (item) {
      if (item.covers || !self.contains(item.area, place.lat, place.lng)) return;
      const b = item.area.bounds;
      const size = (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth());
      if (!best || size < best.size) best = { item: item, size: size };
    });
    return best && best.item;
  };

  /*
   * A place for the tag: its own label point, else the point of the polygon on the screen that
   * is nearest to it; and the share of the screen that the polygon covers.
   */
  Areas.prototype.anchor = function (area, size) {
    const map = this.map;
    const home = map.latLngToContainerPoint(area.label);
    const homely = home.x > 50 && home.y > 20 && home.x < size.x - 50 && home.y < size.y - 40;
    let best = null;
    let inside = 0;
    for (let i = 0; i <= 6; i += 1) {
      for (let j = 0; j <= 6; j += 1) {
        const p = L.point(70 + ((size.x - 140) * i) / 6, 40 + ((size.y - 110) * j) / 6);
        const place = map.containerPointToLatLng(p);
        if (this.contains(area, place.lat, place.lng)) {
          inside += 1;
          const away = p.distanceTo(home);
          if (!best || away < best.away) best = { point: p, away: away };
        }
      }
    }
    if (!homely && !best) return null;
    return { point: homely ? home : best.point, inside: inside / 49 };
  };

  /* Lay the tags out: not over each other, and over as few symbols as can be. */
  Areas.prototype.layout = function (marks, taken) {
    const self = this;
    const map = this.map;
    const size = map.getSize();
    const names = new Set();
    this.visible = 0;
    const items = Array.from(this.drawn.values()).filter(function (item) { return item.row; });
    items.sort(function (a, b) { return b.row.n - a.row.n || (a.area.id < b.area.id ? -1 : 1); });
    items.forEach(function (item) {
      const found = self.anchor(item.area, size);
      item.inside = found ? found.inside : 0;
      item.covers = item.inside > 0.97 && self.coversView(item.area, size);
      self.style(item);
      const element = item.tag.getElement();
      if (!found) {
        element.style.display = "none";
        item.lead.setLatLngs([]);
        return;
      }
      const wide = space.textWidth(item.text, TAG_FONT) + 22;
      let best = null;
      [[0, 0], [0, -28], [0, 28], [0, -56], [0, 56], [wide * 0.7, 0], [-wide * 0.7, 0],
        [wide * 0.7, 34], [-wide * 0.7, 34], [wide * 0.7, -34], [-wide * 0.7, -34], [0, 84],
        [0, -84]].forEach(function (shift, rank) {
        const x = Math.max(4 + wide / 2, Math.min(size.x - wide / 2 - 4, found.point.x + shift[0]));
        const y = Math.max(18, Math.min(size.y - 34, found.point.y + shift[1]));
        const box = [x - wide / 2, y - TAG_HEIGHT / 2, x + wide / 2, y + TAG_HEIGHT / 2];
        if (taken.meets(box)) return;
        const cost = marks.overlap(box) + rank * 20;
        if (!best || cost < best.cost) best = { cost: cost, box: box, x: x, y: y };
      });
      element.style.display = best ? "" : "none";
      const moved = best && Math.hypot(best.x - found.point.x, best.y - found.point.y) > 34;
      item.lead.setLatLngs(!moved ? [] : [found.point, [best.x, best.y]].map(function (p) {
        return map.containerPointToLatLng(p);
      }));
      if (!best) return;
      self.visible += 1;
      taken.take(best.box);
      names.add(item.area.name);
      item.tag.setLatLng(map.containerPointToLatLng([best.x, best.y]));
    });
    return names;
  };

  Areas.prototype.coversView = function (area, size) {
    const map = this.map;
    const self = this;
    return [[0, 0], [0, 1], [1, 0], [1, 1], [0.5, 0.5]].every(function (corner) {
      const place = map.containerPointToLatLng([corner[0] * size.x, corner[1] * size.y]);
      return self.contains(area, place.lat, place.lng);
    });
  };

  Areas.prototype.select = function (id) {
    const self = this;
    this.selected = id;
    this.drawn.forEach(function (item) { self.style(item); });
  };

  space.Areas = Areas;
  space.SLATE = SLATE;
  space.hatch = hatch;
})((window.conflictMap = window.conflictMap || {}));
