/** Which component of the page holds which slot. */
export interface Slots {
  /** The first owner gets the slot; `false` for everybody else until it is released. */
  claim(slot: string, owner: object): boolean;
  release(slot: string, owner: object): void;
}

/** @param onRelease called when a slot can be claimed again */
export function createSlots(onRelease: () => void): Slots {
  const owners = new Map<string, object>();
  return {
    claim(slot, owner) {
      const holder = owners.get(slot);
      if (holder && holder !== owner) return false;
      owners.set(slot, owner);
      return true;
    },
    release(slot, owner) {
      if (owners.get(slot) !== owner) return;
      owners.delete(slot);
      onRelease();
    },
  };
}
