/* Makes waiting and writing nicer. Every page works without it. */
"use strict";

/* News and errors take the focus once, so that screen readers say them. */
document.querySelector("[data-focus]")?.focus();

/* A part of the page is fetched again every five seconds, until paused or finished. */
for (const part of document.querySelectorAll("[data-refresh]")) {
  const pause = document.createElement("button");
  pause.type = "button";
  pause.className = "small";
  pause.textContent = "Pause updates";
  const line = document.createElement("p");
  line.append(pause);
  part.before(line);
  document.querySelector("[data-without-script]")?.remove();
  let isPaused = false;
  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? "Resume updates" : "Pause updates";
  });
  const timer = setInterval(async () => {
    if (isPaused || document.hidden) return;
    try {
      const answer = await fetch(part.dataset.refresh, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return;
      const held = document.activeElement?.closest("[data-refresh]") === part && document.activeElement.getAttribute("href");
      part.innerHTML = await answer.text();
      const said = document.querySelector("[data-said]");
      const say = part.querySelector("[data-say]");
      if (said && say && said.textContent !== say.textContent) said.textContent = say.textContent;
      if (held) part.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
    } catch {
      return; /* The next round tries again. */
    }
    /* What stands around the part (its tag, its notices) is that of the state it was drawn in. */
    const state = part.querySelector("[data-state]")?.dataset.state;
    if (state !== part.dataset.state || part.querySelector("[data-finished]")) {
      clearInterval(timer);
      location.reload();
    }
  }, 5000);
}

/* “Insert a detail” under each field: opens the list of details there; each writes itself in. */
const details = [...document.querySelectorAll("[data-detail]")].map((each) => each.dataset);
let list = null;
function listFor(field) {
  const made = document.createElement("div");
  made.className = "links";
  for (const { detail, meaning, only } of details) {
    if (only && !field.name.endsWith(`_${only}`)) continue;
    const insert = document.createElement("button");
    insert.type = "button";
    insert.className = "small";
    insert.textContent = meaning;
    insert.addEventListener("click", () => {
      field.setRangeText(`{{ ${detail} }}`, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    made.append(insert);
  }
  return made;
}
for (const field of details.length ? document.querySelectorAll("[data-takes-details]") : []) {
  const open = document.createElement("button");
  open.type = "button";
  open.className = "small";
  open.textContent = "Insert a detail";
  open.setAttribute("aria-label", `Insert a detail: ${field.labels[0].textContent}`);
  open.setAttribute("aria-expanded", "false");
  open.addEventListener("click", () => {
    const isOpen = open.getAttribute("aria-expanded") === "true";
    document.querySelectorAll("[aria-expanded=true]").forEach((each) => each.setAttribute("aria-expanded", "false"));
    list?.remove();
    list = isOpen ? null : listFor(field);
    if (list) open.after(list);
    open.setAttribute("aria-expanded", String(!isOpen));
  });
  field.after(open);
}
document.querySelector("details:has([data-detail])")?.removeAttribute("open");

/* A detail of staff’s own can be inserted as soon as it is named: “Clinic date” is clinic_date. */
for (const named of document.querySelectorAll("[name^=new_detail_]")) {
  const own = { detail: "", meaning: "" };
  named.addEventListener("input", () => {
    own.meaning = named.value.trim();
    own.detail = own.meaning.toLowerCase().split(/\s+/).join("_");
    const place = details.indexOf(own);
    if (own.detail && place < 0) details.unshift(own);
    if (!own.detail && place >= 0) details.splice(place, 1);
  });
}

/* The meter under a text: how many parts it takes, counted as carriers count (GSM 03.38). */
const basic = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const extended = new Set("^{}\\[~]|€\f");
function measure(text) {
  const characters = Array.from(text);
  const costly = characters.find((one) => !basic.has(one) && !extended.has(one));
  const [one, many] = costly === undefined ? [160, 153] : [70, 67];
  const sizes = characters.map((each) => (costly === undefined ? (extended.has(each) ? 2 : 1) : each.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= one) return { characters: characters.length, units, parts: units ? 1 : 0, one, costly };
  let parts = 1, used = 0;
  for (const size of sizes) {
    if (used + size > many) { parts += 1; used = 0; }
    used += size;
  }
  return { characters: characters.length, units, parts, one, costly };
}
const instead = { "’": "a plain apostrophe", "‘": "a plain apostrophe", "“": "plain quotation marks", "”": "plain quotation marks", "–": "a hyphen", "—": "a hyphen", "…": "three dots", "\u00a0": "a plain space" };
function whyCostly(one) {
  const code = one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  const seen = /^[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(one) ? `“${one}”` : `An invisible character (U+${code})`;
  return ` ${seen} is not in the text alphabet: 70 characters a part.${one in instead ? ` Type ${instead[one]} instead.` : ""}`;
}
function meterWords(text) {
  const size = measure(text);
  const characters = (count) => `${count} character${count === 1 ? "" : "s"}`;
  const counted = `${characters(size.characters)}. `;
  const because = size.costly === undefined ? "" : whyCostly(size.costly);
  if (size.parts <= 1) return `${counted}Each patient’s text will use 1 message (3 credits).${because}`;
  return `${counted}Will use ${size.parts} segments. Remove ${characters(size.units - size.one)} to fit in one.${because}`;
}
for (const meter of document.querySelectorAll("[data-meter-of]")) {
  const field = document.getElementById(meter.dataset.meterOf);
  const sample = (text) => text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, "$1");
  const show = () => { meter.textContent = field.value ? meterWords(sample(field.value)) : ""; };
  field.addEventListener("input", show);
  show();
}

/* Choosing the radio that belongs to a field just typed into. */
for (const field of document.querySelectorAll("[data-chooses]")) {
  field.addEventListener("input", () => { document.getElementById(field.dataset.chooses).checked = true; });
}

/* A form that costs something is sent once; the server would refuse the second time anyway. */
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); print(); });
}
