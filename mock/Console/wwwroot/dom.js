// Elements are made here and nowhere else: all text goes in as text, never as HTML.

const properties = new Set(['value', 'checked', 'disabled', 'readOnly', 'hidden', 'selected', 'open', 'indeterminate']);

/** An element: h('a', { href: '#', class: 'x', onclick: f }, 'text', otherElement). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (properties.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
}

export function add(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

/** Puts children in the place of those that there are. */
export function fill(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

let ids = 0;
export const newId = () => `e${++ids}`;

/** A labelled control of a toolbar. */
export function labelled(text, control, className = 'labelled') {
  control.id ||= newId();
  return h('div', { class: className }, h('label', { for: control.id }, text), control);
}

/** A native select. Options are texts or [value, text]. */
export function select(options, value, onchange, attributes = {}) {
  const element = h('select', { ...attributes, onchange: () => onchange?.(element.value) });
  setOptions(element, options, value);
  return element;
}

export function setOptions(element, options, value) {
  fill(element, options.map(option => {
    const [name, text] = Array.isArray(option) ? option : [option, option];
    return h('option', { value: name, selected: name === value }, text);
  }));
  if (value !== undefined && value !== null) element.value = value;
}

export const button = (text, onclick, attributes = {}) => h('button', { type: 'button', onclick, ...attributes }, text);

/** A button that copies; without a clipboard (no secure origin) the text is selected in what is shown. */
export function copyButton(text, what, { shown, name = 'Copy' } = {}) {
  const element = button(name, async () => {
    const value = typeof text === 'function' ? text() : text;
    try {
      await navigator.clipboard.writeText(value);
      say(`Copied: ${what}`);
    } catch {
      if (shown) getSelection().selectAllChildren(shown);
      say('No clipboard here: press Ctrl+C.');
    }
  }, { class: 'small', 'aria-label': name === 'Copy' ? `Copy ${what}` : null });
  return element;
}

/** A command in a box, with a button that copies it. */
export function command(text, what) {
  const code = h('code', {}, text);
  return h('div', { class: 'command' }, h('pre', { tabindex: 0 }, code), copyButton(text, what, { shown: code }));
}

/** Tells what has just happened, to screen readers, too. */
export function say(text) {
  const status = document.getElementById('status');
  status.textContent = text;
  status.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { status.textContent = ''; status.hidden = true; }, 4000);
}

export function debounce(action, milliseconds = 120) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), milliseconds);
  };
}

/** Refusals as an alert. */
export function alertBox(title, problems = []) {
  return h('div', { role: 'alert', class: 'alert' }, h('strong', {}, title),
    problems.length ? h('ul', {}, problems.map(problem => h('li', {}, problem))) : null);
}

export const pill = (text, kind = '') => h('span', { class: `pill ${kind}` }, text);

export const statusKind = (status, refused) => status >= 500 || status === 0 ? 'bad' : status >= 400 || refused ? 'warn' : 'good';

/** A table in a region that scrolls, by keyboard, too. */
export function table(name, columns, body) {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
    h('table', { 'aria-label': name }, h('thead', {}, h('tr', {}, columns)), body));
}

export const column = (content, attributes = {}) => h('th', { scope: 'col', ...attributes }, content);

export const count = number => number.toLocaleString('en');

export const time = text => new Date(text).toLocaleTimeString([], { hour12: false });

/** JSON with line breaks; any other text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
