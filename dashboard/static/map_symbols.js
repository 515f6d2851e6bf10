/*
 * Symbols: one canvas-drawn shape for each type of event.
 *
 * Colour alone would shut out colour-blind readers, so every type has a shape of its own as the
 * second cue. Shapes and counts are painted straight on Leaflet's canvas: three thousand DOM
 * nodes would make panning stutter, three thousand short canvas paths do not.
 */
(function (space) {
  "use strict";

  const TURN = 2 * Math.PI;

  function polygon(corners, turned, stretch) {
    return function (pen, x, y, r) {
      for (let i = 0; i < corners; i += 1) {
        const angle = turned + (i * TURN) / corners;
        const to = i === 0 ? "moveTo" : "lineTo";
        pen[to](x + r * stretch * Math.cos(angle), y + r * stretch * Math.sin(angle));
      }
      pen.closePath();
    };
  }

  function outline(points) {
    return function (pen, x, y, r) {
      points.forEach(function (point, i) {
        pen[i === 0 ? "moveTo" : "lineTo"](x + r * point[0], y + r * point[1]);
      });
      pen.closePath();
    };
  }

  function star(pen, x, y, r) {
    for (let i = 0; i < 10; i += 1) {
      const reach = r * (i % 2 === 0 ? 1.3 : 0.72);
      const angle = -TURN / 4 + (i * TURN) / 10;
      pen[i === 0 ? "moveTo" : "lineTo"](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    pen.closePath();
  }

  function circle(pen, x, y, r) {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, TURN);
    pen.closePath();
  }

  function dome(pen, x, y, r) {
    pen.moveTo(x - 1.15 * r, y + 0.7 * r);
    pen.arc(x, y + 0.5 * r, 1.15 * r, Math.PI, TURN);
    pen.lineTo(x + 1.15 * r, y + 0.7 * r);
    pen.closePath();
  }

  const PLUS = [[-0.45, -1.1], [0.45, -1.1], [0.45, -0.45], [1.1, -0.45], [1.1, 0.45],
    [0.45, 0.45], [0.45, 1.1], [-0.45, 1.1], [-0.45, 0.45], [-1.1, 0.45], [-1.1, -0.45],
    [-0.45, -0.45]];
  const SAME_TURNED = PLUS.map(function (p) {
    const slant = Math.SQRT1_2;
    return [slant * (p[0] - p[1]), slant * (p[0] + p[1])];
  });

  // Reach is chosen so that all shapes cover about the same area as the circle of radius r.
  const SHAPES = {
    circle: circle,
    square: outline([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
    triangle: outline([[0, -1.3], [1.25, 0.85], [-1.25, 0.85]]),
    triangle_down: outline([[0, 1.3], [-1.25, -0.85], [1.25, -0.85]]),
    diamond: polygon(4, 0, 1.25),
    pentagon: polygon(5, -TURN / 4, 1.14),
    hexagon: polygon(6, 0, 1.1),
    star: star,
    plus: outline(PLUS),
    x: outline(SAME_TURNED),
    bar: outline([[-1.25, -0.66], [1.25, -0.66], [1.25, 0.66], [-1.25, 0.66]]),
    dome: dome,
  };
  // Where the middle of the body lies, so that the count stands in it.
  const MIDDLE = { triangle: 0.26, triangle_down: -0.26, dome: 0.1 };

  function short(n) {
    if (n < 1000) return String(n);
    if (n < 9950) return (n / 1000).toFixed(1).replace(".0", "") + "k";
    if (n < 999500) return Math.round(n / 1000) + "k";
    return (n / 1e6).toFixed(1).replace(".0", "") + "M";
  }

  function radiusOf(n) {
    return n <= 1 ? 6.5 : Math.min(27, 8.5 + 4.6 * Math.log10(n));
  }

  function channels(colour) {
    return [1, 3, 5].map(function (i) { return parseInt(colour.slice(i, i + 2), 16); });
  }

  /* A darker line round the fill: yellow alone would not stand out from land or paper. */
  function edge(colour) {
    const dark = channels(colour).map(function (c) { return Math.round(c * 0.62); });
    return "rgb(" + dark.join(",") + ")";
  }

  function isDark(colour) {
    const parts = channels(colour).map(function (channel) {
      const c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] < 0.33;
  }

  function safeColour(colour) {
    return /^#[0-9a-fA-F]{6}$/.test(colour) ? colour : "#7a7a7a";
  }

  function paint(pen, x, y, look) {
    const trace = SHAPES[look.shape] || SHAPES.circle;
    pen.save();
    pen.lineJoin = "round";
    pen.beginPath();
    trace(pen, x, y, look.radius);
    // A light rim keeps neighbours apart where symbols overlap.
    pen.setLineDash([]);
    pen.globalAlpha = 0.9;
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = look.rough ? 4.5 : 3;
    pen.stroke();
    pen.globalAlpha = look.rough ? 0.86 : 0.94;
    pen.fillStyle = look.rough ? "#ffffff" : look.colour;
    pen.fill();
    pen.globalAlpha = 1;
    pen.setLineDash(look.rough ? [3.2, 2.4] : []);
    pen.strokeStyle = look.rough && isDark(look.colour) ? look.colour : edge(look.colour);
    pen.lineWidth = look.rough ? 2 : 0.8;
    pen.stroke();
    if (look.n > 1) {
      const text = short(look.n);
      const size = Math.max(9.5, Math.min(15, (look.radius * 1.75) / Math.max(1.6, text.length)));
      pen.setLineDash([]);
      pen.font = "600 " + size.toFixed(1) + "px " + space.FONT;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillStyle = look.rough || !isDark(look.colour) ? "#1d1d22" : "#ffffff";
      pen.fillText(text, x, y + (MIDDLE[look.shape] || 0) * look.radius + 0.5);
    }
    pen.restore();
  }

  L.Canvas.include({
    _paintSymbol: function (layer) {
      if (!this._drawing || layer._empty()) return;
      paint(this._ctx, layer._point.x, layer._point.y, layer.look);
    },
  });

  const EventMark = L.CircleMarker.extend({
    initialize: function (place, look, options) {
      L.CircleMarker.prototype.initialize.call(this, place, options);
      this.wear(look);
    },
    wear: function (look) {
      this.look = look;
      this.options.radius = this._radius = look.radius;
      return this;
    },
    _updatePath: function () {
      this._renderer._paintSymbol(this);
    },
    _updateBounds: function () {
      // Stars and triangles reach beyond their radius; a too small box would leave trails.
      const reach = this._radius * 1.35 + 4;
      this._pxBounds = new L.Bounds(
        this._point.subtract([reach, reach]), this._point.add([reach, reach]));
    },
  });

  /* A small picture of one symbol, for the legend and for lists. */
  function picture(look, width, height) {
    const canvas = document.createElement("canvas");
    const density = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.ceil(width * density);
    canvas.height = Math.ceil(height * density);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    canvas.setAttribute("aria-hidden", "true");
    const pen = canvas.getContext("2d");
    pen.scale(density, density);
    paint(pen, width / 2, height / 2, look);
    return canvas;
  }

  space.FONT = '"Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif';
  space.SHAPES = SHAPES;
  space.EventMark = EventMark;
  space.picture = picture;
  space.radiusOf = radiusOf;
  space.safeColour = safeColour;
  space.short = short;
})((window.conflictMap = window.conflictMap || {}));
