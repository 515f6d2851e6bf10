/*
 * What stands on the map beside the data: legend, messages, and the short note under the pointer.
 */
(function (space) {
  "use strict";

  const QUIET_MS = 400; // a shorter wait needs no word

  function line(picture, text) {
    const row = space.element("div", "cm-legend-row");
    row.append(picture, space.foreign("span", "", text));
    return row;
  }

  function swatch(className) {
    const made = space.element("span", className);
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  function sizes() {
    const row = space.element("div", "cm-legend-row cm-sizes");
    [1, 10, 100].forEach(function (n) {
      const radius = space.radiusOf(n);
      row.append(space.picture(
        { n: n, radius: radius, colour: "#6b6b75", shape: "circle" }, 2 * radius + 4, 38));
    });
    row.append(space.element("span", "", "number of events"));
    return row;
  }

  /*
   * The legend stands below the map, where it hides no event. Its height does not depend on what
   * it lists, so the map keeps its size whatever is filtered. Folded where the frame is narrow.
   */
  function Legend(map) {
    this._map = map;
    this._whole = map.getContainer().offsetHeight;
    const box = space.element("details", "cm-legend");
    box.open = map.getSize().x >= 520;
    box.append(space.element("summary", "", "Legend"));
    this._types = space.element("div", "cm-legend-types");
    const fixed = space.element("div", "cm-legend-fixed");
    fixed.append(sizes());
    fixed.append(line(space.picture(
      { n: 1, radius: 6.5, colour: "#6b6b75", shape: "circle", rough: true }, 22, 20),
    "rough position"));
    fixed.append(line(swatch("cm-swatch-haze"), "may lie anywhere in the circle"));
    fixed.append(line(swatch("cm-swatch-area"), "somewhere in this governorate, country or sea"));
    this._note = space.element("p", "cm-note");
    box.append(this._types, fixed, this._note);
    map.getContainer().insertAdjacentElement("afterend", box);
    this._box = box;
    const self = this;
    // Folded, unfolded, or its style sheet came later than the script.
    new window.ResizeObserver(function () { self._fit(); }).observe(box);
  }

  Legend.prototype._fit = function () {
    const left = Math.max(200, this._whole - this._box.offsetHeight);
    const container = this._map.getContainer();
    if (container.offsetHeight === left) return;
    const middle = this._map.getCenter();
    container.style.height = left + "px";
    this._map.invalidateSize({ pan: false });
    this._map.setView(middle, this._map.getZoom(), { animate: false });
  };

  /* List the leads that occur in view, in the order of the answer. */
  Legend.prototype.show = function (answer) {
    const used = new Set((answer.cells ? answer.cells.lead : []).concat(
      (answer.areas || []).map(function (area) { return area.lead; })));
    const leads = answer.leads.filter(function (_, i) { return used.has(i); });
    const sign = JSON.stringify(leads);
    if (sign !== this._sign) {
      this._sign = sign;
      this._types.replaceChildren.apply(this._types, leads.map(function (lead) {
        const look = { n: 1, radius: 6.5, colour: space.safeColour(lead.colour), shape: lead.shape };
        return line(space.picture(look, 22, 20), lead.label);
      }));
      if (leads.length && answer.cells && answer.cells.n.some(function (n) { return n > 1; })) {
        this._types.append(space.element("p", "cm-note", "A group has the look of its most frequent kind."));
      }
    }
    const off = answer.unplaced || 0;
    this._note.textContent = off === 0 ? "" : off.toLocaleString("en") +
      (off === 1 ? " event has" : " events have") + " no known place: only in the table.";
  };

  const Status = L.Control.extend({
    options: { position: "topright" },
    onAdd: function () {
      this._box = space.element("div", "cm-panel cm-status");
      this._box.setAttribute("role", "status");
      this._box.hidden = true;
      space.keepClicks(this._box);
      return this._box;
    },
    loading: function () {
      const self = this;
      clearTimeout(this._timer);
      this._timer = setTimeout(function () { self.say("Loading\u2026", "quiet"); }, QUIET_MS);
    },
    say: function (text, kind, retry) {
      clearTimeout(this._timer);
      this._box.hidden = !text;
      this._box.className = "cm-panel cm-status leaflet-control cm-" + (kind || "plain");
      this._box.replaceChildren();
      if (!text) return;
      this._box.append(space.foreign("span", "", text));
      if (retry) {
        const again = space.element("button", "cm-button", "Try again");
        again.type = "button";
        again.addEventListener("click", retry);
        this._box.append(again);
      }
    },
    result: function (answer, something) {
      if (!something) {
        const elsewhere = answer.total - (answer.unplaced || 0);
        this.say("No events in this filter here." + (elsewhere > 0
          ? " " + elsewhere.toLocaleString("en") + " elsewhere: move or zoom out." : ""));
      } else if (answer.truncated) {
        this.say("Only the largest groups are drawn here: zoom in for the rest.");
      } else {
        this.say("");
      }
    },
  });

  /* The note under the pointer or the keyboard's choice. Set as an element, never as HTML. */
  function Hint(map) {
    this.map = map;
    this.tip = L.tooltip({ direction: "top", className: "cm-hint", pane: "area-tags" });
  }

  function toll(row) {
    if (row.unknown >= row.n) return "deaths not reported";
    const range = row.low === row.high ? String(row.low) : row.low + "\u2013" + row.high;
    return range + (range === "1" ? " death" : " deaths") + " reported" +
      (row.unknown ? ", " + row.unknown + " without a figure" : "");
  }

  Hint.prototype.show = function (mark, lead) {
    if (!mark) {
      this.tip.remove();
      return;
    }
    const box = space.element("div");
    const row = mark.row;
    if (row.name) box.append(space.foreign("b", "", row.name));
    const what = row.n === 1 ? "1 event" : row.n.toLocaleString("en") + " events";
    const share = lead && row.n > 1 ? ", " + Math.round(100 * row.share) + " % " : " \u00b7 ";
    const second = space.element("span", "", what + (lead ? share : ""));
    if (lead) second.append(space.foreign("bdi", "", lead.label));
    box.append(second, space.element("span", "", toll(row)));
    if (mark.look.rough) box.append(space.element("i", "", "rough position"));
    this.tip.options.offset = L.point(0, -mark.look.radius * 1.2);
    this.tip.setLatLng(mark.latlng).setContent(box).addTo(this.map);
  };

  space.Legend = Legend;
  space.Status = Status;
  space.Hint = Hint;
})((window.conflictMap = window.conflictMap || {}));
