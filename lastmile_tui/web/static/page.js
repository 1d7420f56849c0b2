// The page of `lastmile web`. It runs before textual-serve's textual.js, which brings xterm.js and keeps
// its client to itself: the first thing that it sets on the client, `websocket_url`, is met here.
"use strict";

(() => {
  const FONTS = 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", '
    + '"Liberation Mono", "Noto Sans Mono", monospace';
  const LARGE = 16, SMALL = 10, COLUMNS = 80; // pixels, and the columns for which letters get smaller
  const PASTE = 1_000_000; // characters that may be pasted at once
  const PATIENCE = 60_000, FIRST = 250, LONGEST = 4_000; // milliseconds of coming back
  const KEY = "lastmile-tab";
  const BROWSERS = new Set(["F5", "F6", "F11", "F12"]); // keys that stay the browser's

  const NONE = { activate() {}, dispose() {} };
  let client, terminal, socket = null, over = false, lostAt = 0, pause = FIRST, timer = 0;

  Object.defineProperty(Object.prototype, "websocket_url", {
    configurable: true,
    set(url) {
      delete Object.prototype.websocket_url;
      this.websocket_url = url;
      meet(this);
    },
  });

  function meet(found) {
    client = found;
    // Drawing without WebGL, which many a browser has not; no text becomes a link.
    for (const name of ["webglAddon", "weblinksAddon"]) {
      Object.defineProperty(client, name, { get: () => NONE, set() {} });
    }
    client.connect = () => { prepare(); connect(""); };
    // What its script sends by itself: keys, pastes, the mouse, and the size.
    Object.defineProperty(client, "socket", { get: () => ({ send: sendWhole }), set() {} });
  }

  function sendWhole(text) {
    if (text.length > PASTE) {
      show("That is too much to paste at once.", "Go on", hide);
    } else if (socket?.readyState === WebSocket.OPEN && !over) {
      socket.send(text);
    }
  }

  function prepare() {
    terminal = client.terminal;
    terminal.options.fontFamily = FONTS;
    terminal.options.macOptionIsMeta = true;
    terminal.options.theme = { background: "#121417", foreground: "#e4e7ec" };
    terminal.attachCustomKeyEventHandler(isOurs);
    terminal.onTitleChange((title) => { document.title = title || "lastmile"; });
    terminal.parser.registerOscHandler(11, (colour) => { paint(colour); return true; });
    terminal.parser.registerOscHandler(52, (data) => { copy(data); return true; });
    window.onresize = fit;
    window.visualViewport?.addEventListener("resize", fit);
    fit();
    terminal.focus();
    document.addEventListener("pointerup", () => { if (!over) terminal.focus(); });
    document.getElementById("terminal").lastmile = terminal; // for whoever looks from the console
  }

  // Letters get smaller where fewer than 80 columns would fit, as on a phone, but stay readable.
  function fit() {
    if (!terminal) return;
    const place = document.getElementById("terminal");
    const height = window.visualViewport?.height;
    place.style.bottom = height ? `${Math.max(0, window.innerHeight - height)}px` : "0";
    terminal.options.fontSize = LARGE;
    const columns = client.fitAddon.proposeDimensions()?.cols || COLUMNS;
    if (columns < COLUMNS) {
      terminal.options.fontSize = Math.max(SMALL, Math.floor((LARGE * columns) / COLUMNS));
    }
    client.fit();
  }

  // Whether a key is the app's. Pasting is the browser's, which alone may read the clipboard.
  function isOurs(event) {
    const mod = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (mod && key === "v") return false;
    if (mod && key === "c" && terminal.hasSelection()) return false;
    if (event.shiftKey && event.key === "Insert") return false;
    return !BROWSERS.has(event.key);
  }

  function paint(colour) {
    if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
    document.body.style.background = colour;
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    document.body.classList.toggle("-light", red * 0.3 + green * 0.6 + blue * 0.1 > 128);
    terminal.options.theme = { ...terminal.options.theme, background: colour };
  }

  // OSC 52: the app copies a text. Nothing that it writes reads the clipboard.
  async function copy(data) {
    const encoded = data.slice(data.indexOf(";") + 1);
    if (encoded === "?") return;
    let text;
    try {
      text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)));
    } catch { return; }
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!copyByHand(text)) show("This browser does not let the page copy.", "Go on", hide);
    }
  }

  // The old way, for pages without TLS from another machine, which have no navigator.clipboard.
  function copyByHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    terminal.focus();
    return done;
  }

  // The connection

  function connect() {
    clearTimeout(timer);
    const { cols, rows } = terminal;
    const here = socket = new WebSocket(address());
    here.binaryType = "arraybuffer";
    here.onopen = () => {
      const tab = sessionStorage.getItem(KEY) ?? "";
      here.send(JSON.stringify(["open", { tab, width: cols, height: rows }]));
    };
    here.onmessage = ({ data }) => { if (here === socket) receive(data); };
    here.onclose = () => { if (here === socket) lose(); };
  }

  function address() {
    const url = new URL("ws", location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    return url;
  }

  function receive(data) {
    if (typeof data !== "string") {
      terminal.write(new Uint8Array(data));
      return;
    }
    const [word, ...rest] = JSON.parse(data);
    if (word === "tab") {
      sessionStorage.setItem(KEY, rest[0]);
      lostAt = 0; pause = FIRST;
      terminal.reset();
      hide();
      if (terminal.cols !== rest[1] || terminal.rows !== rest[2]) client.sendSize();
    } else if (word === "file") {
      download(rest[0], rest[1]);
    } else if (word === "end") {
      finish(rest[0]);
      socket.close(); // behind everything that was typed: nothing of it is lost
    }
  }

  function download(key, name) {
    const link = document.createElement("a");
    link.href = `download/${encodeURIComponent(key)}`;
    link.download = name;
    link.click();
  }

  function finish(sentence) {
    over = true;
    sessionStorage.removeItem(KEY);
    document.title = "lastmile";
    show(sentence, "Open again", () => { over = false; lostAt = 0; connect(); });
  }

  async function lose() {
    socket = null;
    if (over) return;
    lostAt ||= Date.now();
    if (Date.now() - lostAt > PATIENCE) {
      finish("lastmile web cannot be reached. Everything that was shown as done is saved.");
      return;
    }
    show("The connection is lost; it comes back by itself…", "", null);
    try {
      const answer = await fetch("./", { cache: "no-store" });
      if (answer.status === 403) {
        finish("lastmile web was started anew: open the link that it has printed.");
        return;
      }
    } catch { /* nobody is there, yet */ }
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST);
  }

  // Sentences of the page itself; all of them, and what the app says at its end, are text alone.

  function show(sentence, label, then) {
    const box = document.getElementById("message");
    box.querySelector("p").textContent = sentence;
    const button = box.querySelector("button");
    button.hidden = !label;
    button.textContent = label;
    button.onclick = then;
    box.classList.add("-shown");
    if (label) button.focus();
  }

  function hide() {
    document.getElementById("message").classList.remove("-shown");
    terminal.focus();
  }

  // Its script makes the client in `window.onload`, which comes behind this listener.
  window.addEventListener("load", () => setTimeout(() => {
    if (!client) show("The script of textual-serve is not the one that this page knows.", "", null);
  }));
})();
