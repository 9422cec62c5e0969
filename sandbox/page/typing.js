// Who is typing in the channel, for as long as Discord believes it.

const LASTS = 10_000;

export class Typing {
  #names = new Map();

  constructor(show) {
    this.show = show;
  }

  add(id, name) {
    this.remove(id);
    this.#names.set(id, { name, timer: setTimeout(() => this.remove(id), LASTS) });
    this.#tell();
  }

  remove(id) {
    clearTimeout(this.#names.get(id)?.timer);
    if (this.#names.delete(id)) this.#tell();
  }

  clear() {
    for (const id of [...this.#names.keys()]) this.remove(id);
  }

  #tell() {
    this.show([...this.#names.values()].map(({ name }) => name));
  }
}
