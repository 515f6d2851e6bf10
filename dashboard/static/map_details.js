/*
 * Details: the list of events that a click on a symbol or an area opens.
 *
 * Every text in it comes from outside. It is only ever set with textContent, and no Leaflet popup
 * or tooltip is bound to a layer: the component around this frame reads a bound tooltip back
 * through innerHTML, which would run a hostile text.
 */
(function (space) {
  "use strict";

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = String(text);
    return made;
  }

  function foreign(name, className, text) {
    const made = element(name, className, text);
    made.dir = "auto"; // a text in Arabic script reads from the right, its neighbours do not
    return made;
  }

  function deaths(value) {
    if (value === null || value === undefined || value === "" || value === "not reported") {
      return "deaths not reported";
    }
    return (String(value) === "1" ? "1 death" : value + " deaths") + " reported";
  }

  function row(event, looks, choose) {
    const button = element("button", "cm-event");
    button.type = "button";
    const top = element("span", "cm-event-top");
    const look = looks.get(event.event_type);
    if (look) top.append(space.picture(Object.assign({ radius: 5, n: 1 }, look), 15, 15));
    top.append(element("b", "", event.date || "date unknown"));
    top.append(foreign("span", "cm-event-type", event.type_label || event.event_type || ""));
    button.append(top);
    if (event.place_name) button.append(foreign("span", "cm-event-place", event.place_name));
    const sides = element("span", "cm-event-sides");
    if (event.perpetrators) sides.append(foreign("bdi", "", event.perpetrators));
    if (event.targets) {
      sides.append(document.createTextNode(event.perpetrators ? " \u2192 " : "target: "));
      sides.append(foreign("bdi", "", event.targets));
    }
    if (sides.childNodes.length) button.append(sides);
    if (event.summary) button.append(foreign("span", "cm-event-text", event.summary));
    button.append(element("span", "cm-event-deaths", deaths(event.deaths)));
    button.addEventListener("click", function () { choose(event.event_id); });
    return button;
  }

  function Details(map, ask, choose) {
    this.map = map;
    this.ask = ask;
    this.choose = choose;
    this.popup = null;
    this.asked = null;
    const self = this;
    map.on("popupclose", function (e) {
      if (e.popup === self.popup) self.popup = null;
    });
  }

  /*
   * Open the list for one place. `place` is {at, latlng, title, note, n}; `looks` maps an event
   * type to its colour and shape.
   */
  Details.prototype.open = function (place, looks) {
    const size = this.map.getSize();
    const room = size.x - 94; // beside the zoom buttons, with the popup's own margins
    const box = element("div", "cm-details");
    box.append(foreign("h2", "", place.title));
    if (place.note) box.append(element("p", "cm-note", place.note));
    const list = element("div", "cm-events");
    const state = element("p", "cm-note", "Loading\u2026");
    state.setAttribute("role", "status");
    box.append(list, state);
    // Clicks and turns of the wheel inside the list are not meant for the map.
    space.keepClicks(box);
    L.DomEvent.disableScrollPropagation(box);
    this.popup = L.popup({
      className: "cm-popup",
      maxWidth: Math.max(200, Math.min(360, room)),
      minWidth: Math.max(200, Math.min(280, room)),
      maxHeight: Math.max(140, Math.min(330, size.y - 110)),
      autoPanPaddingTopLeft: [52, 14], // clear of the zoom buttons
      autoPanPaddingBottomRight: [14, 14],
    }).setLatLng(place.latlng).setContent(box).openOn(this.map);
    this.fill(place, looks, list, state, 1);
  };

  Details.prototype.fill = function (place, looks, list, state, page) {
    const self = this;
    const popup = this.popup;
    state.textContent = "Loading\u2026";
    this.ask(place.at, page).then(function (answer) {
      if (self.popup !== popup) return;
      answer.events.forEach(function (event) { list.append(row(event, looks, self.choose)); });
      const left = answer.total - list.childNodes.length;
      state.textContent = "";
      if (answer.total === 0) state.textContent = "No events in this filter here.";
      if (page < answer.pages && left > 0) {
        const more = element("button", "cm-button", "Show more (" + left.toLocaleString("en") + ")");
        more.type = "button";
        more.addEventListener("click", function () {
          self.fill(place, looks, list, state, page + 1);
        });
        state.append(more);
      }
      if (page === 1) self.fit();
    }).catch(function (error) {
      if (self.popup !== popup || error.name === "AbortError") return;
      state.textContent = "The events could not be loaded. ";
      const again = element("button", "cm-button", "Try again");
      again.type = "button";
      again.addEventListener("click", function () { self.fill(place, looks, list, state, page); });
      state.append(again);
    });
  };

  /* Leaflet measures a popup when it is set; the list came later. */
  Details.prototype.fit = function () {
    if (!this.popup) return;
    const content = this.popup.getContent();
    const first = content.querySelector("button");
    this.popup.update();
    if (first && document.activeElement === document.body) first.focus({ preventScroll: true });
  };

  Details.prototype.close = function () {
    if (this.popup) this.map.closePopup(this.popup);
  };

  space.element = element;
  space.foreign = foreign;
  space.Details = Details;
})((window.conflictMap = window.conflictMap || {}));
