// Which exercises of the library fit what is asked for: the same answer as the server's own filter.
export interface Wanted { words: string; aim: string; position: string; thing: string; tracking: string; calm: boolean }

export interface Offered { text: string; aims: string[]; positions: string[]; things: string[]; tracking: string; calm: boolean }

export function fits(offer: Offered, wanted: Wanted): boolean {
  return wanted.words.toLowerCase().split(/\s+/).filter(Boolean).every((word) => offer.text.includes(word))
    && (!wanted.aim || offer.aims.includes(wanted.aim))
    && (!wanted.position || offer.positions.includes(wanted.position))
    && (!wanted.thing || offer.things.includes(wanted.thing))
    && (!wanted.tracking || offer.tracking === wanted.tracking)
    && (!wanted.calm || offer.calm);
}

/** The rows after one was dragged to another place: the numbers of the form, in their new order. */
export function movedTo(order: string[], from: string, to: string): string[] {
  const at = order.indexOf(from), target = order.indexOf(to);
  if (at < 0 || target < 0 || at === target) return order;
  const rest = order.filter((one) => one !== from);
  return [...rest.slice(0, target), from, ...rest.slice(target)];
}
