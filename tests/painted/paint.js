// Which of these pages paint the words? Called in Chromium with [pages, words]; resolves to a list of booleans.
async ([pages, words]) => {
  const squeeze = (text) => text.normalize("NFC").replace(/[\s\u00a0]+/g, " ").replace(/[\u2018\u2019]/g, "'").trim();
  const wanted = squeeze(words);
  const unread = "pre,code,samp,plaintext,textarea,script,style,template,noscript,xmp,select,option,title,svg,math,object,iframe,head,button[hidden]";

  const blockOf = (node, view) => {
    let element = node.parentElement;
    while (element && element.parentElement && view.getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
    return element;
  };
  const luminance = (colour) => {
    const parts = (colour.match(/[\d.]+/g) || [0, 0, 0]).map(Number);
    return { light: 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2], alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const background = (element, view) => {
    for (let e = element; e; e = e.parentElement) {
      const at = luminance(view.getComputedStyle(e).backgroundColor);
      if (at.alpha > 0.5) return at.light;
    }
    return 255;
  };
  const legible = (node, view) => {
    const element = node.parentElement;
    if (!element || element.closest(unread)) return false;
    if (!element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true })) return false;
    const style = view.getComputedStyle(element);
    if (style.visibility !== "visible" || parseFloat(style.fontSize) < 7) return false;
    const ink = luminance(style.color);
    if (ink.alpha < 0.3 || Math.abs(ink.light - background(element, view)) < 40) return false;
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) {
      const s = view.getComputedStyle(e);
      opacity *= parseFloat(s.opacity);
      if (s.textDecorationLine.includes("line-through") || s.display === "none") return false;
      if (e.matches("dialog:not([open])")) return false;
    }
    return opacity > 0.3;
  };
  const inSight = (range, doc, view) => {
    const rects = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 4);
    if (!rects.length) return false;
    for (const rect of rects) {
      view.scrollTo(0, Math.max(0, rect.top + view.scrollY - 200));
      const now = { x: rect.left + rect.width / 2, y: 0 };
      const moved = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 4)[rects.indexOf(rect)];
      if (!moved) return false;
      now.y = moved.top + moved.height / 2;
      if (now.x < 0 || now.y < 0 || moved.right > view.innerWidth + 4000) return false;
      const top = doc.elementFromPoint(Math.min(now.x, view.innerWidth - 1), now.y);
      const around = range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement;
      if (!top || !around.contains(top)) return false;
    }
    return true;
  };
  const painted = (doc, view) => {
    if (!doc || !doc.body) return false;
    const walker = doc.createTreeWalker(doc.documentElement, NodeFilter.SHOW_TEXT);
    const blocks = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = blockOf(node, view);
      if (!blocks.has(block)) blocks.set(block, []);
      blocks.get(block).push(node);
    }
    for (const nodes of blocks.values()) {
      let text = "", places = [];
      for (const node of nodes) {
        if (node.parentElement && node.parentElement.closest("script,style,template")) continue;
        for (let i = 0; i < node.data.length; i++) { text += node.data[i]; places.push([node, i]); }
        if (node.nextSibling && node.nextSibling.nodeName === "BR") { text += " "; places.push([node, Math.max(0, node.data.length - 1)]); }
      }
      let tidy = "", map = [];
      for (let i = 0; i < text.length; i++) {
        const c = /[\s\u00a0\u2000-\u200a\u202f]/.test(text[i]) ? " " : text[i];
        if (c === " " && tidy.endsWith(" ")) continue;
        tidy += c; map.push(i);
      }
      for (let at = tidy.indexOf(wanted); at >= 0; at = tidy.indexOf(wanted, at + 1)) {
        const first = places[map[at]], last = places[map[at + wanted.length - 1]];
        const within = new Set(places.slice(map[at], map[at + wanted.length - 1] + 1).map((p) => p[0]));
        const range = doc.createRange();
        range.setStart(first[0], first[1]);
        range.setEnd(last[0], last[1] + 1);
        if ([...within].every((n) => !n.data.trim() || legible(n, view)) && inSight(range, doc, view)) return true;
      }
    }
    return false;
  };
  const answers = [];
  for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width:900px;height:700px;border:0;position:fixed;top:0;left:0";
    document.body.append(frame);
    let answer = false;
    try {
      const doc = frame.contentDocument;
      doc.open();
      doc.write(page);
      doc.close();
      frame.contentWindow.dispatchEvent(new Event("load"));
      answer = painted(frame.contentDocument, frame.contentWindow);
    } catch (error) {
      answer = "error: " + error;
    }
    answers.push(answer);
    frame.remove();
  }
  return answers;
}
