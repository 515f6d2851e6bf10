/*
 * The base map: drawn from one file of lines and labels, so that the map needs no tile server.
 * It stays under any tiles: when those fail or are slow there is still a map, not a grey void.
 */
(function (space) {
  "use strict";

  const INK = {
    water: "#d5e2ea", land: "#f6f4ee", coast: "#a9bfcc", border: "#8d8797",
    admin1: "#d9d2c5", river: "#bcd3e0",
  };
  // First zoom at which towns of a rank are written, and countries of a size (square degrees).
  const RANK_ZOOM = [4, 5, 6, 7, 8, 9];
  const COUNTRY_SIZE = { 2: 700, 3: 150, 4: 25, 5: 4, 6: 0.4, 7: 0, 8: 0 };

  function unpack(steps, scale) {
    const points = new Array(steps.length / 2);
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < points.length; i += 1) {
      lon += steps[2 * i];
      lat += steps[2 * i + 1];
      points[i] = [lat / scale, lon / scale];
    }
    return points;
  }

  function drawLines(map, base) {
    const pen = L.canvas({ pane: "base", padding: 0.4 });
    const common = { renderer: pen, pane: "base", interactive: false };
    const lines = function (name) {
      return base[name].map(function (steps) { return unpack(steps, base.scale); });
    };
    const rings = function (name) {
      return base[name].map(function (polygon) {
        return polygon.map(function (steps) { return unpack(steps, base.scale); });
      });
    };
    const area = function (name) {
      L.polygon(rings(name), Object.assign({
        stroke: false, fillColor: INK.land, fillOpacity: 1, smoothFactor: 0.7,
      }, common)).addTo(map);
    };
    const line = function (name, colour, weight, dash) {
      return L.polyline(lines(name), Object.assign({
        color: colour, weight: weight, dashArray: dash || null, smoothFactor: 0.8,
      }, common));
    };
    area("world");
    area("land");
    line("coast", INK.coast, 0.8).addTo(map);
    const rivers = line("rivers", INK.river, 1);
    const admin1 = line("admin1", INK.admin1, 0.8);
    line("world_borders", INK.border, 0.8).addTo(map);
    line("borders", INK.border, 1).addTo(map);
    line("disputed", INK.border, 1.1, "5,4").addTo(map);
    const thin = function () {
      [[rivers, 5], [admin1, 6]].forEach(function (pair) {
        const wanted = map.getZoom() >= pair[1];
        if (wanted && !map.hasLayer(pair[0])) pair[0].addTo(map).bringToBack();
        if (!wanted && map.hasLayer(pair[0])) pair[0].remove();
      });
      // Whatever was put back must lie above the land again.
      map.eachLayer(function (layer) {
        if (layer.options.renderer === pen && layer.options.stroke === false) layer.bringToBack();
      });
    };
    map.on("zoomend", thin);
    thin();
  }

  /* Boxes already taken on the screen: [left, top, right, bottom]. */
  function Taken() {
    this.boxes = [];
  }
  Taken.prototype.meets = function (box) {
    return this.boxes.some(function (b) {
      return box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1];
    });
  };
  Taken.prototype.overlap = function (box) {
    return this.boxes.reduce(function (sum, b) {
      const wide = Math.min(box[2], b[2]) - Math.max(box[0], b[0]);
      const high = Math.min(box[3], b[3]) - Math.max(box[1], b[1]);
      return sum + (wide > 0 && high > 0 ? wide * high : 0);
    }, 0);
  };
  Taken.prototype.take = function (box) {
    this.boxes.push(box);
  };

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function textWidth(text, font) {
    const key = font + "|" + text;
    if (!widths.has(key)) {
      ruler.font = font + " " + space.FONT;
      widths.set(key, ruler.measureText(text).width);
    }
    return widths.get(key);
  }

  function Labels(map, base) {
    this.map = map;
    this.base = base;
    this.shown = new Map();
  }

  /*
   * Write what fits: `taken` already holds the symbols and the area tags, because a base label
   * must never hide an event. Labels that stay are left alone, so nothing flickers.
   */
  Labels.prototype.draw = function (taken, written) {
    const map = this.map;
    const zoom = Math.round(map.getZoom());
    const view = map.getBounds().pad(0.05);
    const next = new Map();
    const names = new Taken();
    const centred = function (wide) { return [[-wide / 2, -8], [-wide / 2, 8], [-wide / 2, -24]]; };
    const beside = function (wide) {
      return [[6, -8], [-wide - 6, -8], [-wide / 2, 5], [-wide / 2, -21],
        [20, -8], [-wide - 20, -8], [-wide / 2, 19], [-wide / 2, -35],
        [8, 10], [-wide - 8, 10], [8, -26], [-wide - 8, -26], [32, -8], [-wide - 32, -8]];
    };
    const put = function (kind, text, lat, lon, font, spots, spacing) {
      if (!view.contains([lat, lon])) return;
      const p = map.latLngToContainerPoint([lat, lon]);
      // A dot under another town's name would be taken for a part of it.
      const dot = [p.x - 3, p.y - 3, p.x + 3, p.y + 3];
      if (spots === beside && names.meets(dot)) return;
      const wide = textWidth(text, font) + text.length * (spacing || 0) + 4;
      const spot = spots(wide).find(function (s) {
        return !taken.meets([p.x + s[0], p.y + s[1], p.x + s[0] + wide, p.y + s[1] + 15]);
      });
      if (!spot) return;
      const box = [p.x + spot[0], p.y + spot[1], p.x + spot[0] + wide, p.y + spot[1] + 15];
      taken.take(box);
      names.take(box);
      if (spots === beside) taken.take(dot);
      next.set([kind, text, lat, spot.join(" ")].join("|"), [kind, text, lat, lon, spot, wide]);
    };
    this.base.seas.forEach(function (s) {
      if (zoom < s[3] || zoom >= s[3] + 5 || written.has(s[0])) return;
      put("sea", s[0], s[2], s[1], "italic 12px", centred, 0.5);
    });
    this.base.towns.forEach(function (t) {
      if (zoom >= RANK_ZOOM[t[3]] && t[3] < 2) {
        put(t[3] === 0 ? "capital" : "town", t[0], t[2], t[1], "600 12px", beside);
      }
    });
    this.base.countries.forEach(function (c) {
      const least = COUNTRY_SIZE[zoom];
      if (least === undefined || c[3] < least || written.has(c[0])) return;
      put("country", c[0].toUpperCase(), c[2], c[1], "500 11px", centred, 1.4);
    });
    this.base.towns.forEach(function (t) {
      if (zoom >= RANK_ZOOM[t[3]] && t[3] >= 2) put("town", t[0], t[2], t[1], "400 11.5px", beside);
    });
    this.swap(next);
  };

  Labels.prototype.swap = function (next) {
    const shown = this.shown;
    shown.forEach(function (marker, key) {
      if (!next.has(key)) {
        marker.remove();
        shown.delete(key);
      }
    });
    const map = this.map;
    next.forEach(function (label, key) {
      if (shown.has(key)) return;
      const element = document.createElement("span");
      if (label[0] === "town" || label[0] === "capital") {
        element.appendChild(document.createElement("i"));
      }
      const text = document.createElement("b");
      text.textContent = label[1];
      text.style.left = label[4][0] + "px";
      text.style.top = label[4][1] + "px";
      element.appendChild(text);
      const icon = L.divIcon({ className: "cm-label cm-" + label[0], html: element, iconSize: null });
      shown.set(key, L.marker([label[2], label[3]], {
        icon: icon, pane: "base-labels", interactive: false, keyboard: false,
      }).addTo(map));
    });
  };

  Labels.prototype.clear = function () {
    this.swap(new Map());
  };

  /* Kilometres and nautical miles: positions at sea are reported in the latter. */
  const Scale = L.Control.Scale.extend({
    _addScales: function (options, className, container) {
      this._mScale = L.DomUtil.create("div", className, container);
      this._iScale = L.DomUtil.create("div", className, container);
    },
    _updateScales: function (metres) {
      this._updateMetric(metres);
      const miles = metres / 1852;
      const round = miles >= 1 ? this._getRoundNum(miles) : Math.max(0.1, Math.floor(miles * 10) / 10);
      this._updateScale(this._iScale, round + " NM", round / miles);
    },
  });

  /*
   * Keep clicks within an element from the map. Leaflet alone looks whether the clicked node
   * lies in it, too late where the click has already replaced that node.
   */
  space.keepClicks = function (element) {
    L.DomEvent.disableClickPropagation(element);
    element.addEventListener("click", function (e) { e.stopPropagation(); });
  };
  space.INK = INK;
  space.Taken = Taken;
  space.Labels = Labels;
  space.Scale = Scale;
  space.textWidth = textWidth;
  space.drawBase = drawLines;
})((window.conflictMap = window.conflictMap || {}));
